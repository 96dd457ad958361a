import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { startTestAws, type TestAws } from "../../../test/with-simulator.ts";
import type { DirectoryKind } from "../../core/directory-source.ts";
import { CloudError } from "../../core/identity-center.ts";

describe("whether AWS knows one thing", () => {
  let aws: TestAws;
  before(async () => {
    aws = await startTestAws();
    await aws.source.deployment();
  });
  afterEach(() => aws.clearFaults());
  after(() => aws.stop());

  const operations: Record<DirectoryKind, string> = {
    accounts: "DescribeAccount",
    orgUnits: "DescribeOrganizationalUnit",
    permissionSets: "DescribePermissionSet",
    people: "DescribeUser",
    groups: "DescribeGroup",
  };
  const unknown = "00000000-0000-4000-8000-000000000000";

  it("is a yes for what is there and a no for what is not", async () => {
    const [person] = aws.world.users.all();
    assert.ok(person);
    assert.equal(await aws.source.isThere("people", person.id), true);
    assert.equal(await aws.source.isThere("people", unknown), false);
    assert.equal(await aws.source.isThere("groups", unknown), false);
    assert.equal(await aws.source.isThere("accounts", "999999999999"), false);
  });

  for (const [kind, operation] of Object.entries(operations) as [DirectoryKind, string][])
    it(`is not answered when AWS refuses ${operation}`, async () => {
      await aws.addFault({ operation, kind: "error", code: "AccessDeniedException", message: "not authorized" });
      await assert.rejects(
        aws.source.isThere(kind, unknown),
        (error) => error instanceof CloudError && error.problem === "refused",
      );
    });

  it("is a no when AWS takes it for no id, and not answered when it complains of something else", async () => {
    const complaint = (message: string) =>
      aws.addFault({ operation: "DescribeUser", kind: "error", code: "ValidationException", message });
    await complaint("1 validation error detected: Value 'x' at 'userId' failed to satisfy constraint");
    assert.equal(await aws.source.isThere("people", "x"), false);
    await complaint("1 validation error detected: Value 'x' at 'identityStoreId' failed to satisfy constraint");
    await assert.rejects(aws.source.isThere("people", unknown), CloudError);
  });
});

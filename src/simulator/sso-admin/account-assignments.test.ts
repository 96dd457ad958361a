import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { DeleteUserCommand } from "@aws-sdk/client-identitystore";
import { CloseAccountCommand } from "@aws-sdk/client-organizations";
import {
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from "@aws-sdk/client-sso-admin";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;

beforeEach(async () => {
  aws = await startForTest();
});

afterEach(() => aws.stop());

const assignmentsNow = async () => {
  const { InstanceArn, TargetId: AccountId, PermissionSetArn } = aws.assignment();
  const answer = await aws.ssoAdmin.send(
    new ListAccountAssignmentsCommand({ InstanceArn, AccountId, PermissionSetArn }),
  );
  return answer.AccountAssignments ?? [];
};

const advance = (ms: number) => aws.simulator.clock.advance(ms);

test("a created assignment exists only once its operation has succeeded", async () => {
  const started = await aws.create();
  assert.equal(started?.Status, "IN_PROGRESS");
  advance(900);
  assert.equal((await aws.creationStatus(started?.RequestId))?.Status, "IN_PROGRESS");
  assert.deepEqual(await assignmentsNow(), []);
  advance(1100);
  assert.equal((await aws.creationStatus(started?.RequestId))?.Status, "SUCCEEDED");
  assert.deepEqual(
    (await assignmentsNow()).map((row) => row.PrincipalId),
    [aws.ids.user("amira.haddad")],
  );
});

test("creating what exists succeeds silently", async () => {
  await aws.create();
  advance(2000);
  const again = await aws.create();
  advance(2000);
  const status = await aws.creationStatus(again?.RequestId);
  assert.equal(status?.Status, "SUCCEEDED");
  assert.equal(status?.FailureReason, undefined);
  assert.equal((await assignmentsNow()).length, 1);
});

test("deleting what does not exist is accepted and then fails with the reason", async () => {
  const started = await aws.remove();
  assert.equal(started?.Status, "IN_PROGRESS");
  advance(2000);
  const status = await aws.deletionStatus(started?.RequestId);
  assert.equal(status?.Status, "FAILED");
  assert.match(status?.FailureReason ?? "", /404/);
});

test("a deleted assignment is gone once its operation has succeeded, and the access log says when", async () => {
  await aws.create();
  advance(5000);
  const started = await aws.remove();
  assert.equal((await assignmentsNow()).length, 1);
  advance(2000);
  assert.equal((await aws.deletionStatus(started?.RequestId))?.Status, "SUCCEEDED");
  assert.deepEqual(await assignmentsNow(), []);
  const line = aws.simulator.world.accessLog.all().at(-1);
  const heldMs = Date.parse(line?.ceasedAt ?? "") - Date.parse(line?.beganAt ?? "");
  assert.ok(heldMs >= 4000 && heldMs <= 6000, `held for ${heldMs} ms`);
});

test("a second write to the same account and permission set conflicts while the first is under way", async () => {
  await aws.create();
  const other = { PrincipalId: aws.ids.user("liam.murphy") };
  await assert.rejects(aws.create(other), { name: "ConflictException" });
  await assert.rejects(aws.remove(), { name: "ConflictException" });
  await aws.create({ PermissionSetArn: aws.ids.permissionSet("PowerUserAccess") });
  advance(2000);
  assert.equal((await aws.create(other))?.Status, "IN_PROGRESS");
});

test("the role comes with the first assignment and goes with the last", async () => {
  const roles = async () => {
    const { InstanceArn, TargetId: AccountId } = aws.assignment();
    const answer = await aws.ssoAdmin.send(
      new ListPermissionSetsProvisionedToAccountCommand({ InstanceArn, AccountId }),
    );
    return answer.PermissionSets?.includes(aws.ids.permissionSet("AdministratorAccess"));
  };
  const other = { PrincipalId: aws.ids.user("liam.murphy") };
  for (const write of [() => aws.create(), () => aws.create(other), () => aws.remove()]) {
    await write();
    advance(2000);
    assert.equal(await roles(), true);
  }
  const role = aws.simulator.world.provisioned.where("account", aws.ids.account("payments-prod")).at(-1);
  assert.match(role?.roleName ?? "", /^AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}$/);
  await aws.remove(other);
  advance(2000);
  assert.equal(await roles(), false);
});

test("an assignment in a closed account is accepted and then fails", async () => {
  await aws.organizations.send(new CloseAccountCommand({ AccountId: aws.ids.account("payments-prod") }));
  const started = await aws.create();
  advance(2000);
  const status = await aws.creationStatus(started?.RequestId);
  assert.equal(status?.Status, "FAILED");
  assert.match(status?.FailureReason ?? "", /unable to complete your request/);
});

test("an assignment for a principal that does not exist is accepted and then fails", async () => {
  const started = await aws.create({ PrincipalId: "00000000-0000-4000-8000-000000000000" });
  advance(2000);
  assert.match((await aws.creationStatus(started?.RequestId))?.FailureReason ?? "", /was not found in directory d-/);
});

test("assignments of a deleted person stay behind and can still be deleted", async () => {
  await aws.create();
  advance(2000);
  const UserId = aws.ids.user("amira.haddad");
  const { identityStoreId: IdentityStoreId } = aws.simulator.world.ids;
  await aws.identityStore.send(new DeleteUserCommand({ IdentityStoreId, UserId }));
  const left = await assignmentsNow();
  assert.deepEqual(
    left.map((row) => row.PrincipalId),
    [UserId],
  );
  const started = await aws.remove();
  advance(2000);
  assert.equal((await aws.deletionStatus(started?.RequestId))?.Status, "SUCCEEDED");
});

test("statuses are listed newest first, by status, and gone after ninety days", async () => {
  const { InstanceArn } = aws.assignment();
  const list = async (Status?: "SUCCEEDED" | "FAILED" | "IN_PROGRESS") => {
    const command = new ListAccountAssignmentCreationStatusCommand({
      InstanceArn,
      ...(Status ? { Filter: { Status } } : {}),
    });
    return (await aws.ssoAdmin.send(command)).AccountAssignmentsCreationStatus?.map((row) => row.RequestId);
  };
  const first = await aws.create();
  advance(2000);
  const second = await aws.create();
  assert.deepEqual(await list(), [second?.RequestId, first?.RequestId]);
  assert.deepEqual(await list("SUCCEEDED"), [first?.RequestId]);
  advance(91 * 24 * 60 * 60 * 1000);
  await aws.create({ PermissionSetArn: aws.ids.permissionSet("PowerUserAccess") });
  await assert.rejects(aws.creationStatus(first?.RequestId), { name: "ResourceNotFoundException" });
});

test("the id of a creation is not the id of a deletion", async () => {
  const started = await aws.create();
  await assert.rejects(aws.deletionStatus(started?.RequestId), { name: "ResourceNotFoundException" });
});

test("a person's assignments include those of their groups, and can be narrowed to one account", async () => {
  const list = async (accountId?: string) => {
    const answer = await aws.ssoAdmin.send(
      new ListAccountAssignmentsForPrincipalCommand({
        InstanceArn: aws.simulator.world.ids.instanceArn,
        PrincipalType: "USER",
        PrincipalId: aws.ids.user("amira.haddad"),
        ...(accountId ? { Filter: { AccountId: accountId } } : {}),
      }),
    );
    return answer.AccountAssignments?.map((row) => `${row.PrincipalType} ${row.AccountId}`).sort();
  };
  const dev = `GROUP ${aws.ids.account("payments-dev")}`;
  assert.deepEqual(await list(), [dev, `USER ${aws.ids.account("sandbox-2")}`].sort());
  assert.deepEqual(await list(aws.ids.account("payments-dev")), [dev]);
});

test("inputs are checked as the API model demands", async () => {
  await assert.rejects(aws.create({ TargetId: "12" }), { name: "ValidationException", message: /'targetId'/ });
  await assert.rejects(aws.create({ PrincipalId: "amira" }), { name: "ValidationException" });
  await assert.rejects(aws.create({ PermissionSetArn: undefined }), { name: "ValidationException", message: /null/ });
  await assert.rejects(aws.create({ TargetId: "123456789012" }), { name: "ResourceNotFoundException" });
});

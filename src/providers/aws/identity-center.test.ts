import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { startTestAws, type TestAws } from "../../../test/with-simulator.ts";
import { type AssignmentApi, type AssignmentKey, CloudError } from "../../core/identity-center.ts";
import { createAwsClients } from "./clients.ts";
import { createAssignmentApi } from "./identity-center.ts";

const isProblem = (problem: string, words?: RegExp) => (error: unknown) =>
  error instanceof CloudError && error.problem === problem && (words?.test(error.message) ?? true);

describe("assignments through the real SDK", () => {
  let aws: TestAws;
  let api: AssignmentApi;
  let key: AssignmentKey;
  before(async () => {
    aws = await startTestAws();
    api = createAssignmentApi({ client: aws.clients.assignments, instanceArn: aws.world.ids.instanceArn });
    const { accounts, permissionSets, users } = aws.world;
    const account = accounts.all().find((row) => row.name === "sandbox-1");
    const permissionSet = permissionSets.all().find((row) => row.name === "AdministratorAccess");
    const [person] = users.where("userName", "amira.haddad");
    assert.ok(account && permissionSet && person);
    key = { accountId: account.id, permissionSetArn: permissionSet.arn, personId: person.id };
  });
  after(() => aws.stop());
  afterEach(() => aws.clearFaults());

  const pass = (ms: number) => aws.simulator.clock.advance(ms);

  it("creates, says so only once AWS does, and removes again, one call each", async () => {
    await aws.callsSince();
    assert.equal(await api.isAssigned(key), false);
    const created = await api.create(key);
    assert.equal(created.state, "in-progress");
    assert.deepEqual(await api.underWay("create"), [created.operationId]);
    assert.equal(await api.isAssigned(key), false);
    pass(5_000);
    assert.equal((await api.status("create", created.operationId)).state, "succeeded");
    assert.equal(await api.isAssigned(key), true);
    assert.deepEqual(await api.underWay("create"), []);
    assert.deepEqual(await api.firstListed("create"), [{ id: created.operationId, state: "succeeded" }]);
    const removed = await api.remove(key);
    assert.deepEqual(await api.underWay("delete"), [removed.operationId]);
    pass(5_000);
    assert.equal((await api.status("delete", removed.operationId)).state, "succeeded");
    assert.equal(await api.isAssigned(key), false);
    assert.deepEqual(await aws.callsSince(), {
      ListAccountAssignments: 4,
      CreateAccountAssignment: 1,
      ListAccountAssignmentCreationStatus: 3,
      DescribeAccountAssignmentCreationStatus: 1,
      DeleteAccountAssignment: 1,
      ListAccountAssignmentDeletionStatus: 1,
      DescribeAccountAssignmentDeletionStatus: 1,
    });
  });

  it("does not take for gone what it asks in the wrong place", async () => {
    const elsewhere = createAssignmentApi({
      client: aws.clients.assignments,
      instanceArn: "arn:aws:sso:::instance/ssoins-0000000000000000",
    });
    await assert.rejects(elsewhere.isAssigned(key), isProblem("unavailable", /Check AWS_REGION/));
    await assert.rejects(elsewhere.remove(key), isProblem("unavailable", /Check AWS_REGION/));
    const gone = { ...key, permissionSetArn: key.permissionSetArn.replace(/ps-.*/, "ps-0000000000000000") };
    await assert.rejects(api.isAssigned(gone), isProblem("not-found"));
  });

  it("passes on why an operation failed", async () => {
    const removed = await api.remove(key);
    pass(5_000);
    const status = await api.status("delete", removed.operationId);
    assert.ok(status.state === "failed" && status.reason.length > 0);
  });

  it("counts what the person holds themself, not what a group of theirs holds", async () => {
    const [standing] = aws.world.assignments.all().filter((row) => row.principalType === "GROUP");
    assert.ok(standing);
    const [member] = aws.world.memberships.where("group", standing.principalId);
    assert.ok(member);
    const { accountId, permissionSetArn } = standing;
    assert.equal(await api.isAssigned({ accountId, permissionSetArn, personId: member.userId }), false);
  });

  it("finds a person behind hundreds of others, past empty pages", async () => {
    const { world } = aws;
    const [template] = world.assignments.all();
    assert.ok(template);
    const place = { accountId: key.accountId, permissionSetArn: key.permissionSetArn, principalType: "USER" as const };
    for (let number = 0; number < 450; number += 1)
      world.assignments.put({
        ...template,
        ...place,
        principalId: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      });
    await aws.callsSince();
    assert.equal(await api.isAssigned(key), false);
    const { ListAccountAssignments = 0 } = await aws.callsSince();
    assert.ok(ListAccountAssignments >= 5, `${ListAccountAssignments} calls`);
    world.assignments.put({ ...template, ...place, principalId: key.personId });
    assert.equal(await api.isAssigned(key), true);
  });

  it("does not retry by itself: the engine does, and counts", async () => {
    await aws.callsSince();
    await aws.addFault({ operation: "CreateAccountAssignment", kind: "throttle", times: "always" });
    await assert.rejects(api.create(key), isProblem("throttled"));
    await aws.addFault({
      operation: "DeleteAccountAssignment",
      kind: "error",
      code: "ConflictException",
      message: "busy",
    });
    await assert.rejects(api.remove(key), isProblem("conflict", /ConflictException: busy/));
    assert.deepEqual(await aws.callsSince(), { CreateAccountAssignment: 1, DeleteAccountAssignment: 1 });
  });

  it("tells a refusal that cannot heal from silence", async () => {
    const management = { ...key, accountId: aws.world.ids.managementAccountId };
    await assert.rejects(api.create(management), isProblem("refused", /AccessDeniedException/));
    await aws.addFault({ operation: "CreateAccountAssignment", kind: "timeout-before" });
    await assert.rejects(api.create(key), isProblem("unavailable"));
    await aws.addFault({ operation: "ListAccountAssignments", kind: "error" });
    await assert.rejects(api.isAssigned(key), isProblem("unavailable"));
    await assert.rejects(api.status("create", "00000000-0000-4000-8000-000000000000"), isProblem("not-found"));
    await assert.rejects(api.remove({ ...key, accountId: "12" }), isProblem("refused", /ValidationException/));
  });

  it("gives up on an answer that does not come", async () => {
    const impatient = createAwsClients({
      endpoint: aws.simulator.url,
      region: aws.world.ids.region,
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
      requestTimeoutMs: 50,
    });
    await aws.addFault({ operation: "ListAccountAssignments", kind: "slow", delayMs: 400 });
    const impatientApi = createAssignmentApi({
      client: impatient.assignments,
      instanceArn: aws.world.ids.instanceArn,
    });
    await assert.rejects(impatientApi.isAssigned(key), isProblem("unavailable", /Timeout/i));
    impatient.destroy();
  });
});

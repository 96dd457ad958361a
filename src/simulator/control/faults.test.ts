import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;

beforeEach(async () => {
  aws = await startForTest();
});

afterEach(() => aws.stop());

const addFault = (fault: object) =>
  fetch(`${aws.simulator.url}/_simulator/faults`, { method: "POST", body: JSON.stringify(fault) });

const listInstances = () => aws.ssoAdmin.send(new ListInstancesCommand({}));

const outcomes = async (operation: string) => {
  const answer = await fetch(`${aws.simulator.url}/_simulator/calls?operation=${operation}`);
  const body = (await answer.json()) as { recent: { outcome: string }[] };
  return body.recent.map((call) => call.outcome);
};

test("an error strikes as often as it was asked for, with the code and words given", async () => {
  await addFault({
    operation: "ListInstances",
    kind: "error",
    times: 2,
    code: "InternalServerException",
    message: "no",
  });
  for (let time = 0; time < 2; time += 1)
    await assert.rejects(listInstances(), { name: "InternalServerException", message: "no", $fault: "server" });
  assert.equal((await listInstances()).Instances?.length, 1);
  assert.deepEqual(await outcomes("ListInstances"), ["InternalServerException", "InternalServerException", "ok"]);
});

test("throttling on request is each service's own", async () => {
  await addFault({ operation: "*", kind: "throttle", times: 2 });
  await assert.rejects(listInstances(), { name: "ThrottlingException" });
  const organization = aws.organizations.send(new DescribeOrganizationCommand({}));
  await assert.rejects(organization, { name: "TooManyRequestsException" });
  assert.equal((await listInstances()).Instances?.length, 1);
});

test("a connection cut before the work leaves nothing done, one cut after leaves it done", async () => {
  await addFault({ operation: "CreateAccountAssignment", kind: "timeout-before" });
  await assert.rejects(aws.create());
  assert.equal(aws.simulator.world.assignmentOperations.size, 0);
  await addFault({ operation: "CreateAccountAssignment", kind: "timeout-after" });
  await assert.rejects(aws.create());
  assert.equal(aws.simulator.world.assignmentOperations.size, 1);
  assert.deepEqual(await outcomes("CreateAccountAssignment"), ["cut", "cut"]);
});

test("fail-late is accepted and then fails with the reason given, having done nothing", async () => {
  await addFault({ operation: "CreateAccountAssignment", kind: "fail-late", message: "IAM role quota exceeded" });
  const started = await aws.create();
  assert.equal(started?.Status, "IN_PROGRESS");
  aws.simulator.clock.advance(2000);
  const status = await aws.creationStatus(started?.RequestId);
  assert.deepEqual([status?.Status, status?.FailureReason], ["FAILED", "IAM role quota exceeded"]);
  const beforeToday = aws.simulator.world.accessLog.all().every((line) => line.cause === "seed");
  assert.ok(beforeToday);
});

test("a fault strikes only the calls it matches", async () => {
  const PrincipalId = aws.ids.user("liam.murphy");
  await addFault({ operation: "CreateAccountAssignment", kind: "error", match: { PrincipalId } });
  await aws.create({ PermissionSetArn: aws.ids.permissionSet("PowerUserAccess") });
  await assert.rejects(aws.create({ PrincipalId }), { name: "InternalServerException" });
});

test("a slow call is answered, late", async () => {
  await addFault({ operation: "ListInstances", kind: "slow", delayMs: 60 });
  const startedAt = performance.now();
  await listInstances();
  assert.ok(performance.now() - startedAt >= 55);
});

test("faults can be listed and taken away", async () => {
  await addFault({ operation: "ListInstances", kind: "error", times: "always" });
  await assert.rejects(listInstances());
  const url = `${aws.simulator.url}/_simulator/faults`;
  const { faults } = (await (await fetch(url)).json()) as { faults: { struck: number }[] };
  assert.deepEqual(
    faults.map((fault) => fault.struck),
    [1],
  );
  await fetch(url, { method: "DELETE" });
  await listInstances();
});

test("a fault that says nothing sensible is refused", async () => {
  const bad = [
    {},
    { operation: "X", kind: "explode" },
    { operation: "X", kind: "error", times: 0 },
    { operation: "ListUsers", kind: "fail-late" },
    [],
  ];
  for (const fault of bad) assert.equal((await addFault(fault)).status, 400);
});

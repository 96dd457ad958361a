import assert from "node:assert/strict";
import { test } from "node:test";
import { ListUsersCommand } from "@aws-sdk/client-identitystore";
import { DescribeOrganizationCommand, ListRootsCommand } from "@aws-sdk/client-organizations";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { clientsOf, startForTest } from "../test-clients.ts";

const limits = { callsPerSecond: 20, writesUnderWay: 10 };

const outcomes = async (count: number, call: () => Promise<unknown>): Promise<string[]> => {
  const names: string[] = [];
  for (let number = 0; number < count; number += 1)
    names.push(
      await call().then(
        () => "ok",
        (error: Error) => error.name,
      ),
    );
  return names;
};

const tally = (names: string[]) =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]));

test("each service takes twenty calls a second, counted apart, by the simulator's clock", async (t) => {
  const aws = await startForTest({ limits });
  t.after(() => aws.stop());
  const listInstances = () => aws.ssoAdmin.send(new ListInstancesCommand({}));
  const listRoots = () => aws.organizations.send(new ListRootsCommand({}));
  const { identityStoreId: IdentityStoreId } = aws.simulator.world.ids;
  const listUsers = () => aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 1 }));
  assert.deepEqual(tally(await outcomes(25, listInstances)), { ok: 20, ThrottlingException: 5 });
  assert.deepEqual(tally(await outcomes(25, listRoots)), { ok: 20, TooManyRequestsException: 5 });
  assert.deepEqual(tally(await outcomes(25, listUsers)), { ok: 20, ThrottlingException: 5 });
  aws.simulator.clock.advance(250);
  assert.deepEqual(tally(await outcomes(6, listInstances)), { ok: 5, ThrottlingException: 1 });
});

test("a clock set back neither fills the bucket nor empties it for good", async (t) => {
  const aws = await startForTest({ limits });
  t.after(() => aws.stop());
  const listInstances = () => aws.ssoAdmin.send(new ListInstancesCommand({}));
  await outcomes(20, listInstances);
  aws.simulator.clock.advance(-3_600_000);
  assert.deepEqual(await outcomes(1, listInstances), ["ThrottlingException"]);
  aws.simulator.clock.advance(1000);
  assert.deepEqual(tally(await outcomes(20, listInstances)), { ok: 20 });
});

test("at most ten assignment writes are under way in the organisation", async (t) => {
  const aws = await startForTest({ limits });
  t.after(() => aws.stop());
  const accounts = aws.simulator.world.accounts
    .all()
    .filter((row) => row.id !== aws.simulator.world.ids.managementAccountId);
  for (const account of accounts.slice(0, 10)) await aws.create({ TargetId: account.id });
  await assert.rejects(aws.create({ TargetId: accounts[10]?.id }), {
    name: "ThrottlingException",
    message: /too many requests processing/,
  });
  aws.simulator.clock.advance(2000);
  assert.equal((await aws.create({ TargetId: accounts[10]?.id }))?.Status, "IN_PROGRESS");
});

test("a delegated administrator cannot touch the management account, nor what is provisioned there", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const management = { TargetId: aws.simulator.world.ids.managementAccountId };
  const billing = { PermissionSetArn: aws.ids.permissionSet("BillingReadOnly") };
  await assert.rejects(aws.create(management), { name: "AccessDeniedException", message: /management account/ });
  await assert.rejects(aws.create(billing), { name: "AccessDeniedException" });
  await assert.rejects(aws.remove(billing), { name: "AccessDeniedException" });
});

test("the management account can", async (t) => {
  const aws = await startForTest({ caller: "management" });
  t.after(() => aws.stop());
  const started = await aws.create({ TargetId: aws.simulator.world.ids.managementAccountId });
  aws.simulator.clock.advance(2000);
  assert.equal((await aws.creationStatus(started?.RequestId))?.Status, "SUCCEEDED");
});

test("a call without credentials, or with a person's role credentials, is refused", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const unsigned = await fetch(aws.simulator.url, {
    method: "POST",
    headers: { "x-amz-target": "AWSOrganizationsV20161128.DescribeOrganization" },
  });
  assert.equal(unsigned.status, 403);
  aws.simulator.world.roleSessions.put({
    accessKeyId: "ASIATEST",
    secretAccessKey: "secret",
    sessionToken: "token",
    accountId: aws.ids.account("payments-prod"),
    permissionSetArn: aws.ids.permissionSet("AdministratorAccess"),
    roleName: "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
    userId: aws.ids.user("amira.haddad"),
    userName: "amira.haddad",
    issuedAt: aws.simulator.clock.now().toISOString(),
    expiresAt: new Date(aws.simulator.clock.now().getTime() + 1000).toISOString(),
  });
  const theirs = clientsOf(aws.simulator.url, "ASIATEST").organizations;
  await assert.rejects(theirs.send(new DescribeOrganizationCommand({})), { name: "AccessDeniedException" });
  aws.simulator.clock.advance(1000);
  await assert.rejects(theirs.send(new DescribeOrganizationCommand({})), { name: "ExpiredTokenException" });
  theirs.destroy();
});

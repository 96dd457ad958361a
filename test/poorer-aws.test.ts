import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { syncDirectory } from "../src/commands/sync-directory.ts";
import { CloudError } from "../src/core/identity-center.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { createAssignmentApi } from "../src/providers/aws/identity-center.ts";
import { createPersonLookup } from "../src/providers/aws/identity-store.ts";
import { findAccounts } from "../src/store/accounts.ts";
import { findPersonInGroups } from "../src/store/people.ts";
import { listAllPermissionSets } from "../src/store/permission-sets.ts";
import { insertGrant } from "./a-grant.ts";
import { startPoorerAws } from "./poorer-aws.ts";
import { startVirtualEngine, type VirtualEngine } from "./virtual-engine.ts";

let aws: Awaited<ReturnType<typeof startPoorerAws>>;
let v: VirtualEngine;
let clients: ReturnType<typeof createAwsClients>;

before(async () => {
  [aws, v] = await Promise.all([startPoorerAws(), startVirtualEngine()]);
  const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
  clients = createAwsClients({ endpoint: aws.url, region: "us-east-1", credentials });
});
after(async () => {
  clients.destroy();
  await Promise.all([aws.stop(), v.stop()]);
});

const engine = (change: Partial<ReturnType<typeof createAssignmentApi>> = {}) =>
  v.variant({
    api: { ...createAssignmentApi({ client: clients.assignments, instanceArn: aws.instanceArn }), ...change },
  });
const aGrant = (seconds: number) =>
  insertGrant(v.ctx.db, { key: aws.key, startsAt: v.now(), endsAt: v.after(seconds) });

test("an AWS that tells less than AWS does is mirrored all the same", async () => {
  const result = await syncDirectory(v.ctx, { source: createDirectorySource({ clients }) });
  assert.equal(result.outcome, "succeeded", "error" in result ? (result.error ?? "") : "");
  const ids = ["123456789012", "210987654321", "333333333333"];
  const accounts = await findAccounts(v.ctx.db, ids);
  assert.deepEqual(
    ids.map((id) => accounts.find((account) => account.id === id)).map((one) => [one?.name, one?.state, one?.path]),
    [
      ["master", "ACTIVE", ["r-abcd"]],
      ["shop", "ACTIVE", ["r-abcd", "ou-abcd-12345678"]],
      ["closed", "SUSPENDED", ["r-abcd"]],
    ],
  );
  const [set] = await listAllPermissionSets(v.ctx.db);
  assert.deepEqual([set?.name, set?.sessionDurationMinutes], ["Support", 60]);
  const kim = await findPersonInGroups(v.ctx.db, aws.key.personId);
  assert.deepEqual([kim?.displayName, kim?.email, kim?.enabled, kim?.groupIds.length], ["Kim Doe", null, true, 1]);
});

test("a person is looked up in it", async () => {
  const lookup = createPersonLookup({ client: clients.personLookup, identityStoreId: "d-0123456789" });
  assert.equal(await lookup.findPersonIdByUserName("kim"), aws.key.personId);
  assert.equal((await lookup.findPerson(aws.key.personId))?.groupIds.length, 1);
  assert.equal(await lookup.findPerson("nobody"), undefined);
});

test("access begins and ends where a write is done when its call returns", async () => {
  const id = await aGrant(900);
  await v.liveUntil(v.after(60), engine());
  assert.equal((await v.grant(id)).state, "active");
  assert.equal(aws.held.length, 1);
  await v.liveUntil(v.after(900), engine());
  assert.equal((await v.grant(id)).state, "ended");
  assert.deepEqual(aws.held, []);
});

test("access that somebody else removed ends although deleting it is refused as unknown", async () => {
  const id = await aGrant(900);
  await v.liveUntil(v.after(60), engine());
  aws.held.splice(0);
  await v.liveUntil(v.after(900), engine());
  assert.equal((await v.grant(id)).state, "ended");
});

test("operations long done, listed although only those under way were asked for, leave no doubt behind", async () => {
  const somebodyElses = {
    RequestId: "unknown-to-us",
    TargetId: "333333333333",
    PermissionSetArn: "x",
    PrincipalId: "y",
  };
  aws.held.push(somebodyElses);
  const cut = () =>
    Promise.reject(new CloudError({ problem: "unavailable", operation: "CreateAccountAssignment", message: "cut" }));
  const id = await aGrant(900);
  await v.liveUntil(v.after(895), engine({ create: cut }));
  assert.equal((await v.grant(id)).state, "activating");
  await v.liveUntil(v.after(300), engine());
  assert.equal((await v.grant(id)).state, "failed");
  assert.deepEqual(aws.held, [somebodyElses]);
});

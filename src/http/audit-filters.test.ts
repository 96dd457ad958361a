import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aPermissionSet } from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
const ids = { approved: "", rejected: "" };
const other = { arn: "" };

before(async () => {
  world = await openSignedInWorld();
  const { requester, approver } = world.as;
  const { first, second } = world.accounts;
  const ask = async (accountIds: string[], permissionSetArn = world.role.arn) =>
    requester("POST", "requests", { accountIds, permissionSetArn, durationMinutes: 60, justification: "deploy" });
  ids.approved = (await ask([first.id])).json.id;
  await approver("POST", `requests/${ids.approved}/approve`);
  ids.rejected = (await ask([first.id, second.id])).json.id;
  await approver("POST", `requests/${ids.rejected}/reject`);
  other.arn = (await aPermissionSet(world.db, { name: "Admin" })).arn;
  assert.equal((await ask([second.id], other.arn)).status, 403);
});
after(() => world.close());

const actions = async (query: string): Promise<string[]> => {
  const { status, json } = await world.as.auditor("GET", `audit-events?${query}`);
  assert.equal(status, 200, JSON.stringify(json));
  return json.items.map(({ action }: { action: string }) => action);
};

const all = [
  "request.refused",
  "request.rejected",
  "request.created",
  "grant.scheduled",
  "request.approved",
  "request.created",
];

test("a role's events are found, its refused attempts among them", async () => {
  assert.deepEqual(await actions(`permissionSet=${world.role.arn}`), all.slice(1));
  assert.deepEqual(await actions(`permissionSet=${other.arn}`), ["request.refused"]);
  assert.deepEqual(await actions(`permissionSet=${other.arn}&account=${world.accounts.second.id}`), [
    "request.refused",
  ]);
  assert.deepEqual(await actions(`permissionSet=${other.arn}&account=${world.accounts.first.id}`), []);
});

test("states and several actions narrow the log, alone and together with people", async () => {
  assert.deepEqual(await actions("state=approved,rejected"), ["request.rejected", "request.approved"]);
  assert.deepEqual(await actions("state=pending&action=grant."), []);
  assert.deepEqual(await actions("state=pending,scheduled&action=grant."), ["grant.scheduled"]);
  assert.deepEqual(await actions("action=grant.,request.rejected"), ["request.rejected", "grant.scheduled"]);
  assert.deepEqual(await actions("action=grant.scheduled&action=request.approved"), [
    "grant.scheduled",
    "request.approved",
  ]);
  const { requester, approver } = world.people;
  assert.deepEqual(await actions(`actor=${approver.id}&action=request.`), ["request.rejected", "request.approved"]);
  assert.deepEqual(await actions(`person=${requester.id}&permissionSet=${world.role.arn}&state=rejected`), [
    "request.rejected",
  ]);
  assert.deepEqual(await actions(`request=${ids.approved}&account=${world.accounts.first.id}`), all.slice(3));
});

test("the order can be turned round, and pages follow it", async () => {
  for (const filter of [
    "",
    `permissionSet=${world.role.arn}&`,
    "action=request.,grant.&",
    `request=${ids.approved}&`,
  ]) {
    const newest = await actions(`${filter}sort=-at`);
    const seen: string[] = [];
    let cursor = "";
    do {
      const { json } = await world.as.auditor("GET", `audit-events?${filter}sort=at&limit=2&cursor=${cursor}`);
      seen.push(...json.items.map(({ action }: { action: string }) => action));
      cursor = json.nextCursor ?? "";
    } while (cursor);
    assert.deepEqual(seen, newest.toReversed(), filter);
  }
});

test("bad filters are refused", async () => {
  for (const query of ["state=hot", "permissionSet=admin", "action=a,%20b", "sort=seq", "grant=7", "state=ended&x=1"]) {
    const { status } = await world.as.auditor("GET", `audit-events?${query}`);
    assert.equal(status, 400, query);
  }
});

test("neither the application nor a mistake changes what an event was found by", async () => {
  await assert.rejects(world.db.deleteFrom("auditMentions").execute(), /append-only/);
  await assert.rejects(world.db.updateTable("auditMentions").set({ id: "x" }).execute(), /append-only/);
});

test("a cursor of one order is refused in the other", async () => {
  const { json } = await world.as.auditor("GET", "audit-events?limit=2");
  const crossed = await world.as.auditor("GET", `audit-events?limit=2&sort=at&cursor=${json.nextCursor}`);
  assert.deepEqual([crossed.status, crossed.json.error.code], [400, "cursor.invalid"]);
});

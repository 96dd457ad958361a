import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccessWorld, as, refusalOf } from "../../test/access-world.ts";
import {
  account,
  aGroup,
  anApprovalPolicy,
  anOrgUnit,
  aPerson,
  orgUnit,
  testContext,
  user,
  withSettings,
} from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "../store/database.ts";
import { approveRequest } from "./approve-request.ts";
import { endGrant } from "./end-grant.ts";
import { findGrants, getGrant } from "./find-grants.ts";
import { findRequests, getRequest, type RequestsQuery } from "./find-requests.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const list = async (person: { id: string }, query: Partial<RequestsQuery>, ctx = testContext(database.db)) => {
  const page = await findRequests(ctx, { caller: as(person), query: { limit: 50, ...query } });
  return page.items.map(({ request }) => request.id);
};

const sentBy = async (world: Awaited<ReturnType<typeof anAccessWorld>>, at = 0) => {
  const ctx = testContext(database.db);
  ctx.moveBy(at);
  return (await sendRequest(ctx, { caller: as(world.requester), input: world.input })).request.id;
};

test("each view shows what it says and nobody else's", async () => {
  const [world, other] = [await anAccessWorld(database.db), await anAccessWorld(database.db)];
  const [first, second] = [await sentBy(world), await sentBy(world, 1)];
  const foreign = await sentBy(other);
  const { requester, approver } = world;
  assert.deepEqual(await list(requester, {}), [second, first]);
  assert.deepEqual(await list(requester, { view: "to-decide" }), []);
  assert.deepEqual(await list(approver, { view: "to-decide" }), [second, first]);
  assert.deepEqual(await list(approver, { view: "decided" }), []);
  await approveRequest(testContext(database.db), { caller: as(approver), requestId: first });
  assert.deepEqual(await list(approver, { view: "to-decide" }), [second]);
  assert.deepEqual(await list(approver, { view: "decided" }), [first]);
  assert.deepEqual(await list(approver, { view: "in-my-scope" }), [second, first]);
  assert.deepEqual(await list(approver, { view: "in-my-scope", states: ["approved"] }), [first]);
  assert.deepEqual(await list(other.approver, { view: "in-my-scope" }), [foreign]);
  assert.deepEqual(await list(approver, {}), []);
});

test("to decide is what could be decided now: not my own, not decided by me, not overdue, every account mine", async () => {
  const { db } = database;
  const world = await anAccessWorld(db, { accounts: 2, approvalsNeeded: 2 });
  const requestId = await sentBy(world);
  const [one] = world.accounts;
  const half = await aPerson(db);
  if (one) await anApprovalPolicy(db, { scopes: [account(one)], approvers: [user(half)] });
  assert.deepEqual(await list(half, { view: "to-decide" }), []);
  assert.deepEqual(await list(half, { view: "in-my-scope" }), [requestId]);
  const twin = await aPerson(db, { email: world.requester.email, groups: [world.approvers.id] });
  assert.deepEqual(await list(twin, { view: "to-decide" }), []);
  await approveRequest(testContext(db), { caller: as(world.approver), requestId });
  assert.deepEqual(await list(world.approver, { view: "to-decide" }), []);
  assert.deepEqual(await list(world.second, { view: "to-decide" }), [requestId]);
  const late = testContext(db);
  late.moveBy(180);
  assert.deepEqual(await list(world.second, { view: "to-decide" }, late), []);
});

test("an approver of the whole organisation sees and decides what is in any account", async () => {
  const { db } = database;
  const root = { id: "r-whole", path: ["r-whole"] };
  await anOrgUnit(db, { ...root, parentId: null });
  const world = await anAccessWorld(db);
  await db.updateTable("accounts").set({ orgUnitId: root.id, path: root.path }).execute();
  const requestId = await sentBy(world, 500);
  const everywhere = await aPerson(db);
  await anApprovalPolicy(db, { scopes: [orgUnit(root, { includeChildOus: true })], approvers: [user(everywhere)] });
  const ctx = testContext(db);
  ctx.moveBy(500);
  assert.equal((await list(everywhere, { view: "in-my-scope" }, ctx))[0], requestId);
  assert.equal((await list(everywhere, { view: "to-decide" }, ctx))[0], requestId);
  assert.equal((await list(everywhere, { view: "in-my-scope", limit: 500 }, ctx)).length > 3, true);
});

test("everything is for auditors and admins, by pages that hold each request once, also those made at the same instant", async () => {
  const { db } = database;
  const [auditors, admins] = [await aGroup(db), await aGroup(db)];
  await withSettings(db, { auditorGroupId: auditors.id, adminGroupId: admins.id });
  const world = await anAccessWorld(db);
  const sent = [await sentBy(world), await sentBy(world), await sentBy(world, 2), await sentBy(world, 3)];
  const auditor = await aPerson(db, { groups: [auditors.id] });
  const admin = await aPerson(db, { groups: [admins.id] });
  const ctx = testContext(db);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { view: "all" as const, limit: 1, cursor, requesterId: world.requester.id };
    const page = await findRequests(ctx, { caller: as(auditor), query });
    seen.push(...page.items.map(({ request }) => request.id));
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual([...seen].sort(), [...sent].sort());
  assert.equal((await list(admin, { view: "all", accountId: world.input.accountIds[0] })).length, 4);
  assert.deepEqual(
    await list(admin, { view: "all", states: ["pending", "rejected"], permissionSetArn: world.role.arn }),
    [...seen],
  );
  const refusal = await refusalOf(findRequests(ctx, { caller: as(world.approver), query: { view: "all", limit: 1 } }));
  assert.equal(refusal.kind, "forbidden");
  const bad = findRequests(ctx, { caller: as(auditor), query: { view: "all", limit: 1, cursor: "bm90LWEtY3Vyc29y" } });
  assert.equal((await refusalOf(bad)).code, "cursor.invalid");
});

test("abilities are what the commands would do", async () => {
  const { db } = database;
  const world = await anAccessWorld(db);
  const requestId = await sentBy(world);
  const ctx = testContext(db);
  const abilities = async (person: { id: string }) =>
    (await getRequest(ctx, { caller: as(person), requestId })).abilities;
  assert.deepEqual(await abilities(world.requester), { approve: false, reject: false, cancel: true });
  assert.deepEqual(await abilities(world.approver), { approve: true, reject: true, cancel: false });
  ctx.moveBy(180);
  assert.deepEqual(await abilities(world.approver), { approve: false, reject: false, cancel: false });
  assert.deepEqual(await abilities(world.requester), { approve: false, reject: false, cancel: false });
});

test("one request shows names, decisions and grants; to a stranger it does not exist", async () => {
  const { db } = database;
  const world = await anAccessWorld(db);
  const requestId = await sentBy(world);
  const ctx = testContext(db);
  await approveRequest(ctx, { caller: as(world.approver), requestId, comment: "fine" });
  await db.deleteFrom("permissionSets").where("arn", "=", world.role.arn).execute();
  const seen = await getRequest(ctx, { caller: as(world.requester), requestId });
  assert.equal(seen.requester.displayName, "Rita Requester");
  assert.deepEqual(
    seen.decisions.map(({ decider, verdict, comment }) => [decider?.displayName, verdict, comment]),
    [["Ana Approver", "approve", "fine"]],
  );
  assert.deepEqual(seen.permissionSet, { arn: world.role.arn, name: world.role.arn });
  assert.deepEqual(
    seen.grants.map(({ abilities }) => abilities),
    [{ end: true, readActivity: true }],
  );
  const stranger = await aPerson(db);
  assert.equal((await refusalOf(getRequest(ctx, { caller: as(stranger), requestId }))).code, "request.not-found");
  for (const odd of ["", "x", "'", "00000000-0000-7000-8000-000000000000"])
    assert.equal(
      (await refusalOf(getRequest(ctx, { caller: as(stranger), requestId: odd }))).code,
      "request.not-found",
    );
});

test("grants are seen by whose they are, by approvers of the account, and by auditors and admins", async () => {
  const { db } = database;
  const world = await anAccessWorld(db, { approvalRequired: false });
  await sentBy(world);
  const ctx = testContext(db);
  const grants = async (person: { id: string }, query: Partial<Parameters<typeof findGrants>[1]["query"]> = {}) =>
    (await findGrants(ctx, { caller: as(person), query: { limit: 50, ...query } })).items;
  const [own] = await grants(world.requester);
  const grantId = own?.grant.id ?? "";
  assert.deepEqual([own?.abilities, own?.person.displayName], [{ end: true, readActivity: true }, "Rita Requester"]);
  assert.deepEqual(
    (await grants(world.approver)).map(({ grant, abilities }) => [grant.id, abilities]),
    [[grantId, { end: true, readActivity: true }]],
  );
  assert.deepEqual(await grants(world.approver, { view: "mine" }), []);
  assert.equal((await grants(world.approver, { view: "in-my-scope", states: ["scheduled"] })).length, 1);
  assert.deepEqual(await grants(world.approver, { states: ["ended"] }), []);
  const stranger = await aPerson(db);
  assert.deepEqual(await grants(stranger), []);
  assert.equal((await refusalOf(getGrant(ctx, { caller: as(stranger), grantId }))).code, "grant.not-found");
  assert.equal((await refusalOf(grants(stranger, { view: "all" }))).kind, "forbidden");
  await endGrant(ctx, { caller: as(world.approver), grantId });
  const ended = await getGrant(ctx, { caller: as(world.requester), grantId });
  assert.deepEqual([ended.abilities, ended.endedBy?.displayName], [{ end: false, readActivity: true }, "Ana Approver"]);
});

test("a request that waits tells who could still decide and how many approvals are missing; nobody once it is over", async () => {
  const { db } = database;
  const world = await anAccessWorld(db, { approvalsNeeded: 2 });
  await aPerson(db, { email: world.requester.email, groups: [world.approvers.id], displayName: "Her Twin" });
  const requestId = await sentBy(world);
  const ctx = testContext(db);
  const deciders = async (caller = world.requester, at = ctx) =>
    (await getRequest(at, { caller: as(caller), requestId })).deciders;
  const told = (seen: Awaited<ReturnType<typeof deciders>>) =>
    seen && [seen.people.map(({ displayName }) => displayName), seen.count, seen.approvalsMissing];
  assert.deepEqual(told(await deciders()), [["Ana Approver", "Bo Approver"], 2, 2]);
  await approveRequest(ctx, { caller: as(world.approver), requestId });
  assert.deepEqual(told(await deciders(world.approver)), [["Bo Approver"], 1, 1]);
  const third = await aPerson(db, { displayName: "Cy Approver" });
  await anApprovalPolicy(db, { scopes: world.accounts.map(account), approvers: [user(third)], approvalsNeeded: 3 });
  assert.deepEqual(told(await deciders()), [["Bo Approver", "Cy Approver"], 2, 2]);
  const late = testContext(db);
  late.moveBy(180);
  assert.equal(await deciders(world.requester, late), null);
  await approveRequest(ctx, { caller: as(world.second), requestId });
  await approveRequest(ctx, { caller: as(third), requestId });
  assert.equal(await deciders(), null);
});

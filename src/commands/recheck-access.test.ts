import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { anAccessWorld, as, auditOf, refusalOf } from "../../test/access-world.ts";
import {
  aGroup,
  aMembership,
  anAccount,
  anOrgUnit,
  aPolicy,
  group,
  orgUnit,
  testContext,
  testStart,
  user,
  withSettings,
} from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { GrantState } from "../core/grant.ts";
import type { Database } from "../store/database.ts";
import { approveRequest } from "./approve-request.ts";
import { recheckAccess } from "./recheck-access.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

type World = Awaited<ReturnType<typeof anAccessWorld>>;

const inHours = (hours: number) => new Date(testStart.getTime() + hours * 3_600_000);

const sent = async (world: World, input: Partial<World["input"]> = {}) => {
  const ctx = testContext(database.db);
  const asked = { ...world.input, startsAt: inHours(1), ...input };
  return sendRequest(ctx, { caller: as(world.requester), input: asked });
};

const granted = async (state: GrantState) => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const { request, grants } = await sent(world);
  await database.db.updateTable("grants").set({ state }).where("requestId", "=", request.id).execute();
  return { world, requestId: request.id, grantId: grants[0]?.id ?? "" };
};

const grantNow = (id: string) =>
  database.db
    .selectFrom("grants")
    .select(["state", "endReason", "endedById"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

const leaveGroup = (world: World) =>
  database.db.deleteFrom("memberships").where("personId", "=", world.requester.id).execute();

const recheck = () => recheckAccess(testContext(database.db));

test("while nothing is lost, nothing ends", async () => {
  const { grantId, world } = await granted("active");
  const pending = await anAccessWorld(database.db);
  const { request } = await sent(pending);
  assert.equal(await recheck(), 0);
  assert.equal((await grantNow(grantId)).state, "active");
  const ctx = testContext(database.db);
  assert.equal(
    (await approveRequest(ctx, { caller: as(pending.approver), requestId: request.id })).request.state,
    "approved",
  );
  assert.equal(world.requester.enabled, true);
});

test("a person who is disabled or gone loses all access, whatever the setting says", async () => {
  await withSettings(database.db, { onLostEligibility: "warn" });
  for (const [change, from, to] of [
    [{ enabled: false }, "scheduled", "ended"],
    [{ enabled: false }, "activating", "ending"],
    [{ goneAt: testStart }, "active", "ending"],
  ] as const) {
    const { world, requestId, grantId } = await granted(from);
    await database.db.updateTable("people").set(change).where("id", "=", world.requester.id).execute();
    assert.equal(await recheck(), 1);
    assert.deepEqual(await grantNow(grantId), { state: to, endReason: "person-disabled", endedById: null });
    const last = (await auditOf(database.db, requestId)).at(-1);
    assert.deepEqual([last?.action, last?.actorKind], [`grant.${to}`, "system"]);
    assert.equal(await recheck(), 0);
  }
  await withSettings(database.db, { onLostEligibility: "end" });
});

test("lost eligibility ends access, and the engine looks at once", async () => {
  const { world, grantId } = await granted("active");
  await leaveGroup(world);
  assert.equal(await recheck(), 1);
  assert.deepEqual(await grantNow(grantId), { state: "ending", endReason: "eligibility-lost", endedById: null });
  const look = database.db
    .selectFrom("assignments")
    .select(["nextAt", "lane"])
    .where("personId", "=", world.requester.id);
  assert.deepEqual(await look.executeTakeFirst(), { nextAt: testStart, lane: "end" });
});

test("with the setting on warn, access stays and auditors are told once", async (t) => {
  await withSettings(database.db, { onLostEligibility: "warn" });
  const { world, requestId, grantId } = await granted("active");
  await leaveGroup(world);
  assert.deepEqual([await recheck(), await recheck()], [0, 0]);
  assert.equal((await grantNow(grantId)).state, "active");
  const warnings = (await auditOf(database.db, requestId)).filter(({ action }) => action === "grant.eligibility-lost");
  assert.equal(warnings.length, 1);
  let transactions = 0;
  const transaction = database.db.transaction.bind(database.db);
  const watched = t.mock.method(database.db, "transaction", () => {
    transactions += 1;
    return transaction();
  });
  assert.deepEqual(
    [await recheck(), transactions],
    [0, 0],
    "what is kept and told of is neither locked nor judged again",
  );
  watched.mock.restore();
  await withSettings(database.db, { onLostEligibility: "end" });
  assert.equal(await recheck(), 1);
});

test("everything that policies name may vanish or move, and eligibility goes with it", async () => {
  const { db } = database;
  const parent = await anOrgUnit(db);
  const child = await anOrgUnit(db, { parent });
  const elsewhere = await anOrgUnit(db);
  const losses: Record<string, (facts: { accountId: string; world: World; team: string }) => Promise<unknown>> = {
    "group deleted": ({ team }) => db.updateTable("groups").set({ goneAt: testStart }).where("id", "=", team).execute(),
    "account moved out of the subtree": ({ accountId }) =>
      db
        .updateTable("accounts")
        .set({ orgUnitId: elsewhere.id, path: elsewhere.path })
        .where("id", "=", accountId)
        .execute(),
    "account closed and gone": ({ accountId }) =>
      db.updateTable("accounts").set({ goneAt: testStart }).where("id", "=", accountId).execute(),
    "permission set deleted": ({ world }) =>
      db.updateTable("permissionSets").set({ goneAt: testStart }).where("arn", "=", world.role.arn).execute(),
  };
  for (const [what, lose] of Object.entries(losses)) {
    const world = await anAccessWorld(db);
    const team = await aGroup(db);
    await aMembership(db, { groupId: team.id, personId: world.requester.id });
    const account = await anAccount(db, { in: child });
    await aPolicy(db, {
      principals: [group(team)],
      scopes: [orgUnit(parent, { includeChildOus: true })],
      permissionSetArns: [world.role.arn],
    });
    const { grants } = await sent(world, { accountIds: [account.id] });
    assert.equal(await recheck(), 0, what);
    await lose({ accountId: account.id, world, team: team.id });
    assert.equal(await recheck(), 1, what);
    assert.equal((await grantNow(grants[0]?.id ?? "")).endReason, "eligibility-lost", what);
  }
});

test("another policy that still allows it keeps access", async () => {
  const { world, grantId } = await granted("active");
  const scopes = world.accounts.map(({ id }) => ({ type: "account" as const, id }));
  await aPolicy(database.db, { principals: [user(world.requester)], scopes, permissionSetArns: [world.role.arn] });
  await leaveGroup(world);
  assert.equal(await recheck(), 0);
  assert.equal((await grantNow(grantId)).state, "active");
});

test("pending requests that could not be sent any more are cancelled by Stint, once, and the audit log says why", async () => {
  const world = await anAccessWorld(database.db, { accounts: 2 });
  const { request } = await sent(world);
  await database.db
    .updateTable("eligibilityPolicies")
    .set({ scopes: JSON.stringify([{ type: "account", id: world.input.accountIds[0] }]) })
    .where("id", "=", world.policy.id)
    .execute();
  await Promise.all([recheck(), recheck()]);
  const events = await auditOf(database.db, request.id);
  assert.deepEqual(
    events.map(({ action, actorKind, data }) => [action, actorKind, data.reason]),
    [
      ["request.created", "person", undefined],
      ["request.cancelled", "system", "eligibility-lost"],
    ],
  );
  const late = await refusalOf(
    approveRequest(testContext(database.db), { caller: as(world.approver), requestId: request.id }),
  );
  assert.equal(late.code, "request.already-cancelled");
  assert.doesNotMatch(late.message, / by /);
});

test("a row that always fails keeps no other from ending, and is told of at the end", async () => {
  const { db } = database;
  const stuck = await granted("active");
  const other = await granted("active");
  const pending = await anAccessWorld(db);
  const { request } = await sent(pending);
  await sql`create function refuse_change() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$`.execute(
    db,
  );
  await sql`create trigger stuck before update on grants for each row
    when (old.id = ${sql.lit(stuck.grantId)}) execute function refuse_change()`.execute(db);
  for (const { requester } of [stuck.world, other.world, pending])
    await db.updateTable("people").set({ enabled: false }).where("id", "=", requester.id).execute();
  await assert.rejects(recheck(), (problem) => problem instanceof AggregateError && problem.errors.length === 1);
  assert.equal((await grantNow(stuck.grantId)).state, "active");
  assert.equal((await grantNow(other.grantId)).state, "ending");
  assert.equal((await auditOf(db, request.id)).at(-1)?.action, "request.cancelled");
  await sql`drop trigger stuck on grants`.execute(db);
  assert.equal(await recheck(), 1);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccessWorld, as, auditOf, codesOf, refusalOf } from "../../test/access-world.ts";
import { aGroup, aPerson, testContext, withSettings } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { StopScope } from "../core/emergency-stop.ts";
import { lastExpiryAt } from "../core/session-lengths.ts";
import type { Database } from "../store/database.ts";
import { insertGrants } from "../store/grants.ts";
import { findStopProgress } from "../store/stop-progress.ts";
import { approveRequest } from "./approve-request.ts";
import { carryOutStop, carryOutStops } from "./carry-out-stop.ts";
import { endGrant } from "./end-grant.ts";
import { findEligibility } from "./find-eligibility.ts";
import { liftStop } from "./lift-stop.ts";
import { mayStart } from "./may-start.ts";
import { previewRequest } from "./preview-request.ts";
import { sendRequest } from "./send-request.ts";
import { stopInEmergency } from "./stop-in-emergency.ts";

let database: Database;
let ctx: ReturnType<typeof testContext>;
let admin: Awaited<ReturnType<typeof aPerson>>;
before(async () => {
  database = await openTestDatabase();
  ctx = testContext(database.db);
  const admins = await aGroup(database.db);
  admin = await aPerson(database.db, { displayName: "Grace Admin", groups: [admins.id] });
  await withSettings(database.db, { adminGroupId: admins.id });
});
after(() => database.close());

type Options = Partial<Parameters<typeof stopInEmergency>[1]["input"]> & { caller?: string; key?: string };

const stop = (scope: StopScope, { caller = admin.id, key, ...input }: Options = {}) =>
  stopInEmergency(ctx, {
    caller: { personId: caller },
    input: { scope, comment: "laptop stolen", ...input },
    idempotencyKey: key,
    onProblem: (problem) => {
      throw problem;
    },
  });

const lift = (id: string, caller = admin.id) =>
  liftStop(ctx, { caller: { personId: caller }, id, comment: "it was found" });

type World = Awaited<ReturnType<typeof anAccessWorld>>;
const send = (world: World) => sendRequest(ctx, { caller: as(world.requester), input: world.input });
const scopesOf = (world: World): StopScope[] => [
  { kind: "person", id: world.requester.id },
  { kind: "account", id: world.accounts[0]?.id ?? "" },
  { kind: "permission-set", id: world.role.arn },
];

const stateOf = (id: string) =>
  database.db.selectFrom("grants").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("in each scope it ends access, takes back what waits, and holds until it is lifted; others are left alone", async () => {
  for (const which of [0, 1, 2]) {
    const world = await anAccessWorld(database.db, { approvalRequired: false });
    const waiting = await anAccessWorld(database.db, { approvalRequired: true });
    const bystander = await anAccessWorld(database.db, { approvalRequired: false });
    const [grant] = (await send(world)).grants;
    const { request } = await send(waiting);
    const [other] = (await send(bystander)).grants;
    assert.ok(grant && other);
    await database.db
      .updateTable("grants")
      .set({ state: "active", activatedAt: ctx.clock.now() })
      .where("id", "=", grant.id)
      .execute();
    const [scope, scopeOfWaiting] = [scopesOf(world)[which], scopesOf(waiting)[which]];
    assert.ok(scope && scopeOfWaiting);

    const { stop: stopped } = await stop(scope);
    const { stop: second } = await stop(scopeOfWaiting);
    assert.ok(stopped.carriedOutAt && second.carriedOutAt);
    const after = await stateOf(grant.id);
    assert.deepEqual(
      [after.state, after.endReason, after.endedById, after.endComment],
      ["ending", "emergency-stop", admin.id, "laptop stolen"],
    );
    assert.equal((await stateOf(other.id)).state, "scheduled");
    assert.equal(second.cancelledRequests, 1);
    const late = await refusalOf(approveRequest(ctx, { caller: as(waiting.approver), requestId: request.id }));
    assert.deepEqual(codesOf(late), ["request.already-cancelled"]);
    assert.deepEqual(
      (await auditOf(database.db, request.id)).map(({ action, actorId }) => [action, actorId]),
      [
        ["request.created", waiting.requester.id],
        ["request.cancelled", admin.id],
      ],
    );

    assert.deepEqual(codesOf(await refusalOf(send(world))), ["emergency-stop.holds"]);
    const preview = await previewRequest(ctx, { caller: as(world.requester), input: world.input });
    assert.equal(preview.because[0]?.code, "emergency-stop.holds");
    assert.match(preview.because[0]?.message ?? "", /Grace Admin/);
    const offered = await findEligibility(ctx, { caller: as(world.requester), query: { limit: 10 } });
    assert.equal(offered.items[0]?.roles[0]?.hold?.code, "emergency-stop.holds");
    await lift(stopped.id);
    await lift(second.id);
    assert.equal((await send(world)).grants.length, 1);
  }
});

test("what was asked for before is not approved, and what was approved is not started, while it is held", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: true });
  const { request } = await send(world);
  const scope = { kind: "person" as const, id: world.requester.id };
  const { stop: stopped } = await stop(scope);
  // As if the stop had not come to it yet.
  await database.db
    .updateTable("requests")
    .set({ state: "pending", closedAt: null })
    .where("id", "=", request.id)
    .execute();
  const refused = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId: request.id }));
  assert.deepEqual(codesOf(refused), ["emergency-stop.holds"]);
  const key = {
    personId: world.requester.id,
    accountId: world.accounts[0]?.id ?? "",
    permissionSetArn: world.role.arn,
  };
  const words = await database.db.transaction().execute((trx) => mayStart(trx, { key, now: ctx.clock.now() }));
  assert.match(words ?? "", /emergency stop by Grace Admin/);
  await lift(stopped.id);
});

test("the database makes no grant in what a stop holds, whoever asks it to", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const { request, grants } = await send(world);
  const { stop: stopped } = await stop({ kind: "account", id: world.accounts[0]?.id ?? "" });
  const { decisionId } = await stateOf(grants[0]?.id ?? "");
  const again = grants.map((grant) => ({ ...grant, id: ctx.ids.newId(), requestId: request.id }));
  await assert.rejects(
    database.db.transaction().execute((trx) => insertGrants(trx, { grounds: [], decisionId, grants: again })),
    /an emergency stop holds grant/,
  );
  await lift(stopped.id);
});

test("without hold nothing is held once it is carried out, and it cannot be lifted", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  await send(world);
  const { stop: stopped } = await stop({ kind: "person", id: world.requester.id }, { hold: false });
  assert.ok(stopped.carriedOutAt);
  assert.equal((await send(world)).grants.length, 1);
  assert.deepEqual(codesOf(await refusalOf(lift(stopped.id))), ["emergency-stop.already-lifted"]);
});

test("broken off between batches it goes on holding, and a worker ends the rest; twice at once does no harm", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  for (const _ of Array.from({ length: 3 })) await send(world);
  const before = await stop({ kind: "person", id: admin.id });
  const unfinished = {
    ...before.stop,
    id: ctx.ids.newId(),
    scope: { kind: "person" as const, id: world.requester.id },
  };
  const row = await database.db
    .selectFrom("emergencyStops")
    .selectAll()
    .where("id", "=", before.stop.id)
    .executeTakeFirstOrThrow();
  // Recorded, and then the process died.
  await database.db
    .insertInto("emergencyStops")
    .values({
      ...row,
      id: unfinished.id,
      scopeId: world.requester.id,
      carriedOutAt: null,
      liftedAt: ctx.clock.now(),
      liftedById: admin.id,
    })
    .execute();
  assert.deepEqual(codesOf(await refusalOf(send(world))), ["emergency-stop.holds"], "also when it was lifted since");
  assert.equal(await carryOutStop(ctx, unfinished, 0), "unfinished");
  const finished = await Promise.all([carryOutStops(ctx), carryOutStops(ctx)]);
  assert.ok(finished.some((count) => count === 1));
  const grants = await database.db
    .selectFrom("grants")
    .selectAll()
    .where("personId", "=", world.requester.id)
    .execute();
  assert.deepEqual(new Set(grants.map(({ state }) => state)), new Set(["ended"]));
  const told = await database.db
    .selectFrom("auditEvents")
    .select("action")
    .where("personId", "=", world.requester.id)
    .where("action", "=", "grant.ended")
    .execute();
  assert.equal(told.length, 3, "each was ended once");
  assert.equal((await send(world)).grants.length, 1);
  await lift(before.stop.id);
});

test("what is ending already comes before all other work from then on", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const [grant] = (await send(world)).grants;
  assert.ok(grant);
  await database.db.updateTable("grants").set({ state: "active" }).where("id", "=", grant.id).execute();
  await endGrant(ctx, { caller: as(world.requester), grantId: grant.id });
  const { stop: stopped } = await stop({ kind: "permission-set", id: world.role.arn });
  const row = await database.db
    .selectFrom("assignments")
    .selectAll()
    .where("personId", "=", world.requester.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.urgent, row.lane], [true, "end"]);
  const after = await stateOf(grant.id);
  assert.deepEqual([after.state, after.endReason], ["ending", "revoked"]);
  await lift(stopped.id);
});

test("only admins stop and lift; nobody lifts what somebody else stopped them by; their own they may", async () => {
  const world = await anAccessWorld(database.db);
  const scope = { kind: "person" as const, id: world.requester.id };
  assert.deepEqual(codesOf(await refusalOf(stop(scope, { caller: world.approver.id }))), ["admin.required"]);
  const own = await stop({ kind: "person", id: admin.id });
  await lift(own.stop.id);
  const { adminGroupId } = (await database.db.selectFrom("settings").selectAll().executeTakeFirstOrThrow()).document;
  const second = await aPerson(database.db, { groups: [adminGroupId ?? ""] });
  const theirs = await stop({ kind: "person", id: second.id });
  assert.deepEqual(codesOf(await refusalOf(lift(theirs.stop.id, second.id))), ["emergency-stop.own"]);
  assert.deepEqual(codesOf(await refusalOf(lift(theirs.stop.id, world.approver.id))), ["admin.required"]);
  await lift(theirs.stop.id);
  assert.deepEqual(codesOf(await refusalOf(lift(theirs.stop.id))), ["emergency-stop.already-lifted"]);
});

test("the same key makes one stop, with another wish it is refused; without a comment, or of what nobody knows, there is none", async () => {
  const world = await anAccessWorld(database.db);
  const scope = { kind: "person" as const, id: world.requester.id };
  const first = await stop(scope, { key: "k1" });
  const again = await stop(scope, { key: "k1" });
  assert.deepEqual([first.created, again.created, again.stop.id], [true, false, first.stop.id]);
  assert.deepEqual(codesOf(await refusalOf(stop(scope, { key: "k1", comment: "else" }))), [
    "emergency-stop.idempotency-mismatch",
  ]);
  assert.deepEqual(codesOf(await refusalOf(stop(scope, { comment: " " }))), ["comment.required"]);
  assert.deepEqual(codesOf(await refusalOf(stop({ kind: "person", id: "nobody" }))), ["emergency-stop.unknown-scope"]);
  await lift(first.stop.id);
});

test("who is gone from the directory altogether is stopped all the same", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const [grant] = (await send(world)).grants;
  await database.db.deleteFrom("memberships").where("personId", "=", world.requester.id).execute();
  await database.db.deleteFrom("people").where("id", "=", world.requester.id).execute();
  const { stop: stopped } = await stop({ kind: "person", id: world.requester.id });
  assert.equal((await stateOf(grant?.id ?? "")).endReason, "emergency-stop");
  await lift(stopped.id);
});

test("everything is everything", async () => {
  const worlds = [
    await anAccessWorld(database.db, { approvalRequired: false }),
    await anAccessWorld(database.db, { approvalRequired: false }),
  ];
  for (const world of worlds) await send(world);
  const { stop: stopped } = await stop({ kind: "everything" });
  const open = await database.db
    .selectFrom("grants")
    .select("id")
    .where("state", "in", ["scheduled", "activating", "active"])
    .execute();
  assert.deepEqual(open, []);
  for (const world of worlds) assert.deepEqual(codesOf(await refusalOf(send(world))), ["emergency-stop.holds"]);
  await lift(stopped.id);
});

test("credentials are said to live as long as they can, also of a role or an account that is gone", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const [grant] = (await send(world)).grants;
  assert.ok(grant);
  const endedAt = ctx.clock.now();
  const ended = (kept: "account-gone" | null) =>
    database.db
      .updateTable("grants")
      .set({ state: "ended", activatedAt: endedAt, endedAt, kept })
      .where("id", "=", grant.id)
      .execute();
  await database.db.updateTable("grants").set({ state: "active" }).where("id", "=", grant.id).execute();
  const { stop: stopped } = await stop({ kind: "person", id: world.requester.id });
  await ended("account-gone");
  const live = async () => {
    const progress = await findStopProgress(database.db, { stopIds: [stopped.id], now: endedAt });
    return progress.get(stopped.id)?.credentialsExpireAt;
  };
  const role = { ...world.role, longerSessionMinutes: null, longerSessionHeldAt: null };
  assert.deepEqual(await live(), lastExpiryAt(endedAt, role));
  const isGone = { goneAt: endedAt };
  await database.db.updateTable("permissionSets").set(isGone).where("arn", "=", role.arn).execute();
  assert.deepEqual(await live(), lastExpiryAt(endedAt, { ...role, ...isGone }));
  await lift(stopped.id);
});

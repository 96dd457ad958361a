import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { alsoApproves, anAccessWorld, as, auditOf, codesOf, refusalOf } from "../../test/access-world.ts";
import { aPerson, testContext, testStart, withSettings } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "../store/database.ts";
import { approveRequest } from "./approve-request.ts";
import { cancelRequest } from "./cancel-request.ts";
import { expireRequests } from "./expire-requests.ts";
import { rejectRequest } from "./reject-request.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const minutes = (count: number) => new Date(testStart.getTime() + count * 60_000);

const sent = async (facts: Parameters<typeof anAccessWorld>[1] = {}, startsAt?: Date) => {
  const ctx = testContext(database.db);
  const world = await anAccessWorld(database.db, facts);
  const { request } = await sendRequest(ctx, { caller: as(world.requester), input: { ...world.input, startsAt } });
  return { ctx, world, requestId: request.id };
};

const stateOf = async (id: string) =>
  (await database.db.selectFrom("requests").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;

const grantsOf = (id: string) => database.db.selectFrom("grants").selectAll().where("requestId", "=", id).execute();

const actionsOf = async (id: string) => (await auditOf(database.db, id)).map(({ action }) => action);

test("an approval makes the grants, with the whole duration from the asked start, or from approval when that is late", async () => {
  const early = await sent({ accounts: 2 }, minutes(60));
  const inTime = await approveRequest(early.ctx, { caller: as(early.world.approver), requestId: early.requestId });
  assert.deepEqual(
    inTime.grants.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    [
      [minutes(60), minutes(120)],
      [minutes(60), minutes(120)],
    ],
  );
  const late = await sent({}, minutes(60));
  late.ctx.moveBy(100);
  const { request, grants } = await approveRequest(late.ctx, {
    caller: as(late.world.approver),
    requestId: late.requestId,
  });
  assert.deepEqual([request.state, grants[0]?.startsAt, grants[0]?.endsAt], ["approved", minutes(100), minutes(160)]);
});

test("nobody decides their own request: not as a named approver, not through a group, not as their other directory entry", async () => {
  const { ctx, world, requestId } = await sent();
  const { db } = database;
  const accountId = world.accounts[0]?.id ?? "";
  await db.insertInto("memberships").values({ groupId: world.approvers.id, personId: world.requester.id }).execute();
  await alsoApproves(db, { person: world.requester, accountId });
  const twin = await aPerson(db, { email: ` ${world.requester.email?.toUpperCase()}`, groups: [world.approvers.id] });
  for (const person of [world.requester, twin])
    for (const decideIt of [approveRequest, rejectRequest]) {
      const refusal = await refusalOf(decideIt(ctx, { caller: as(person), requestId }));
      assert.deepEqual([refusal.kind, codesOf(refusal)], ["forbidden", ["approval.self"]]);
    }
  assert.equal(await stateOf(requestId), "pending");
  assert.deepEqual(await actionsOf(requestId), [
    "request.created",
    ...Array.from({ length: 4 }, () => "request.decision-refused"),
  ]);
});

test("the database itself refuses a decision by the requester", async () => {
  const { world, requestId } = await sent();
  const { id: requesterId } = world.requester;
  const row = { id: requestId, requestId, requesterId, deciderId: requesterId, comment: null, decidedAt: testStart };
  await assert.rejects(
    database.db
      .insertInto("decisions")
      .values({ ...row, verdict: "approve" })
      .execute(),
  );
});

test("who left the approver group cannot decide, and who joined after sending can", async () => {
  const { ctx, world, requestId } = await sent();
  const { db } = database;
  const newcomer = await aPerson(db);
  const asNewcomer = { caller: as(newcomer), requestId };
  assert.equal((await refusalOf(approveRequest(ctx, asNewcomer))).code, "request.not-found");
  await db.deleteFrom("memberships").where("personId", "=", world.approver.id).execute();
  await db.insertInto("memberships").values({ groupId: world.approvers.id, personId: newcomer.id }).execute();
  const left = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId }));
  assert.equal(left.code, "request.not-found");
  assert.equal((await approveRequest(ctx, asNewcomer)).request.state, "approved");
});

test("an approver who was disabled, or whose group is gone, cannot decide", async () => {
  const { ctx, world, requestId } = await sent();
  const { db } = database;
  await db.updateTable("people").set({ enabled: false }).where("id", "=", world.approver.id).execute();
  const disabled = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId }));
  assert.deepEqual([disabled.kind, disabled.code], ["forbidden", "person.not-present"]);
  await db.updateTable("groups").set({ goneAt: testStart }).where("id", "=", world.approvers.id).execute();
  assert.equal((await refusalOf(approveRequest(ctx, { caller: as(world.second), requestId }))).kind, "not-found");
});

test("an admin who is no approver sees the request, and is refused with a reason and an audit event", async () => {
  const { ctx, world, requestId } = await sent();
  const { db } = database;
  const admin = await aPerson(db, { groups: ["admins"] });
  await db
    .insertInto("groups")
    .values({ id: "admins", displayName: "admins", membersSyncedAt: null, goneAt: null })
    .execute();
  await withSettings(db, { adminGroupId: "admins" });
  const refusal = await refusalOf(approveRequest(ctx, { caller: as(admin), requestId }));
  assert.deepEqual([refusal.kind, refusal.code], ["forbidden", "approval.not-approver"]);
  assert.deepEqual(await actionsOf(requestId), ["request.created", "request.decision-refused"]);
  assert.equal(world.requester.id !== admin.id, true);
});

test("two approvals are given by two people; one who approves twice counts once", async () => {
  const { ctx, world, requestId } = await sent({ approvalsNeeded: 2 });
  const first = await approveRequest(ctx, { caller: as(world.approver), requestId, comment: " fine " });
  assert.deepEqual([first.request.state, first.grants], ["pending", []]);
  const twice = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId }));
  assert.deepEqual([twice.kind, twice.code], ["conflict", "approval.already-given"]);
  const twin = await aPerson(database.db, { userName: world.approver.userName, groups: [world.approvers.id] });
  assert.equal((await refusalOf(approveRequest(ctx, { caller: as(twin), requestId }))).code, "approval.already-given");
  const last = await approveRequest(ctx, { caller: as(world.second), requestId });
  assert.deepEqual([last.request.state, last.grants.length], ["approved", 1]);
  const actions = await actionsOf(requestId);
  assert.deepEqual(actions, ["request.created", "request.approval-recorded", "request.approved", "grant.scheduled"]);
});

test("approvals needed may grow while a request waits, and never shrink", async () => {
  const { ctx, world, requestId } = await sent();
  const ofPolicy = database.db.updateTable("approvalPolicies").where("id", "=", world.approvalPolicy.id);
  await ofPolicy.set({ approvalsNeeded: 2 }).execute();
  const first = await approveRequest(ctx, { caller: as(world.approver), requestId });
  assert.deepEqual([first.request.state, first.request.approvalsNeeded], ["pending", 2]);
  await ofPolicy.set({ approvalsNeeded: 1 }).execute();
  assert.equal((await approveRequest(ctx, { caller: as(world.second), requestId })).request.state, "approved");
});

test("a decision on a closed request is a conflict that says what happened, by whom and when", async () => {
  const rejected = await sent();
  const reject = { caller: as(rejected.world.approver), requestId: rejected.requestId, comment: "no" };
  await rejectRequest(rejected.ctx, reject);
  const late = await refusalOf(
    approveRequest(rejected.ctx, { caller: as(rejected.world.second), requestId: rejected.requestId }),
  );
  assert.deepEqual([late.kind, late.code], ["conflict", "request.already-rejected"]);
  assert.match(late.message, /rejected by Ana Approver at 2026-11-20T10:00:00/);
  const cancelled = await sent();
  const cancel = { caller: as(cancelled.world.requester), requestId: cancelled.requestId };
  assert.equal((await cancelRequest(cancelled.ctx, cancel)).request.state, "cancelled");
  const after = await refusalOf(
    approveRequest(cancelled.ctx, { caller: as(cancelled.world.approver), requestId: cancelled.requestId }),
  );
  assert.match(after.message, /cancelled by Rita Requester/);
  assert.equal((await refusalOf(cancelRequest(cancelled.ctx, cancel))).code, "request.already-cancelled");
});

test("only the requester cancels", async () => {
  const { ctx, world, requestId } = await sent();
  const refusal = await refusalOf(cancelRequest(ctx, { caller: as(world.approver), requestId }));
  assert.deepEqual([refusal.kind, refusal.code], ["forbidden", "request.not-yours"]);
  const stranger = await aPerson(database.db);
  assert.equal((await refusalOf(cancelRequest(ctx, { caller: as(stranger), requestId }))).kind, "not-found");
  assert.equal(await stateOf(requestId), "pending");
});

test("an overdue request cannot be decided, and expires exactly once, whoever notices first", async () => {
  const { ctx, world, requestId } = await sent();
  ctx.moveBy(180);
  const refusal = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId }));
  assert.deepEqual([refusal.kind, refusal.code], ["conflict", "request.expired"]);
  assert.equal(await stateOf(requestId), "expired");
  await expireRequests(ctx);
  assert.equal(
    (await refusalOf(cancelRequest(ctx, { caller: as(world.requester), requestId }))).code,
    "request.expired",
  );
  assert.deepEqual(await actionsOf(requestId), ["request.created", "request.expired"]);
  const notices = await database.db.selectFrom("notices").select("kind").where("requestId", "=", requestId).execute();
  assert.deepEqual(notices.map(({ kind }) => kind).sort(), ["request.asked", "request.expired"]);
});

test("a comment is required where the settings say so, and kept tidy", async () => {
  const { ctx, world, requestId } = await sent();
  await withSettings(database.db, { decisionCommentRequired: true });
  const caller = as(world.approver);
  const refusal = await refusalOf(approveRequest(ctx, { caller, requestId, comment: "  " }));
  assert.deepEqual([refusal.kind, refusal.code, refusal.reasons[0]?.field], ["invalid", "comment.required", "comment"]);
  const odd = await refusalOf(approveRequest(ctx, { caller, requestId, comment: "a\u0007b" }));
  assert.equal(odd.code, "comment.invalid-characters");
  const long = await refusalOf(approveRequest(ctx, { caller, requestId, comment: "a".repeat(2_001) }));
  assert.equal(long.code, "comment.too-long");
  await approveRequest(ctx, { caller, requestId, comment: " fine\r\nby me " });
  await withSettings(database.db, { decisionCommentRequired: false });
  const [decision] = await database.db
    .selectFrom("decisions")
    .select("comment")
    .where("requestId", "=", requestId)
    .execute();
  assert.equal(decision?.comment, "fine\nby me");
});

test("what made the request allowed is looked at again when it is approved; rejecting always works", async () => {
  const { db } = database;
  const ruin = {
    "eligibility.missing": (world: Awaited<ReturnType<typeof anAccessWorld>>) =>
      db.deleteFrom("memberships").where("personId", "=", world.requester.id).execute(),
    "person.not-present": (world: Awaited<ReturnType<typeof anAccessWorld>>) =>
      db.updateTable("people").set({ enabled: false }).where("id", "=", world.requester.id).execute(),
    "account.not-active": (world: Awaited<ReturnType<typeof anAccessWorld>>) =>
      db
        .updateTable("accounts")
        .set({ state: "SUSPENDED" })
        .where("id", "=", world.input.accountIds[0] ?? "")
        .execute(),
    "permission-set.unknown": (world: Awaited<ReturnType<typeof anAccessWorld>>) =>
      db.updateTable("permissionSets").set({ goneAt: testStart }).where("arn", "=", world.role.arn).execute(),
    "duration.too-long": (world: Awaited<ReturnType<typeof anAccessWorld>>) =>
      db.updateTable("eligibilityPolicies").set({ maxDurationMinutes: 30 }).where("id", "=", world.policy.id).execute(),
  };
  for (const [code, spoil] of Object.entries(ruin)) {
    const { ctx, world, requestId } = await sent();
    await spoil(world);
    const refusal = await refusalOf(approveRequest(ctx, { caller: as(world.approver), requestId }));
    assert.deepEqual([refusal.kind, codesOf(refusal)], ["conflict", [code]]);
    assert.equal((await rejectRequest(ctx, { caller: as(world.approver), requestId })).request.state, "rejected");
    assert.deepEqual(await grantsOf(requestId), []);
  }
});

test("of everybody who decides at the same moment exactly one has an effect, and the others are told what happened", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { ctx, world, requestId } = await sent();
    ctx.moveBy(round);
    const outcomes = await Promise.allSettled([
      approveRequest(ctx, { caller: as(world.approver), requestId }),
      rejectRequest(ctx, { caller: as(world.second), requestId }),
      approveRequest(ctx, { caller: as(world.second), requestId }),
      cancelRequest(ctx, { caller: as(world.requester), requestId }),
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    assert.equal(refused.length, 3);
    for (const refusal of refused) assert.match(refusal.code, /^request\.already-(approved|rejected|cancelled)$/);
    const state = await stateOf(requestId);
    assert.equal((await grantsOf(requestId)).length, state === "approved" ? 1 : 0);
    const closings = (await actionsOf(requestId)).filter((action) => /approved|rejected|cancelled/.test(action));
    assert.deepEqual(closings, [`request.${state}`]);
  }
});

test("expiry and approval at the same moment: one of them", async () => {
  const { ctx, world, requestId } = await sent();
  ctx.moveBy(180);
  const [approval] = await Promise.allSettled([
    approveRequest(ctx, { caller: as(world.approver), requestId }),
    expireRequests(ctx),
    expireRequests(ctx),
  ]);
  assert.equal(approval?.status, "rejected");
  assert.equal(await stateOf(requestId), "expired");
  assert.deepEqual(await actionsOf(requestId), ["request.created", "request.expired"]);
});

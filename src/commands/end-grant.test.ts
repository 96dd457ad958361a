import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccessWorld, as, codesOf, refusalOf } from "../../test/access-world.ts";
import { aGroup, aPerson, testContext, testStart, withSettings } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { GrantState } from "../core/grant.ts";
import type { Database } from "../store/database.ts";
import { endGrant } from "./end-grant.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const granted = async (state: GrantState = "scheduled") => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false });
  const startsAt = new Date(testStart.getTime() + 3_600_000);
  const { grants } = await sendRequest(ctx, { caller: as(world.requester), input: { ...world.input, startsAt } });
  const grantId = grants[0]?.id ?? "";
  await db.updateTable("grants").set({ state }).where("id", "=", grantId).execute();
  return { ctx, world, grantId };
};

const nextLookAt = async (personId: string) =>
  (
    await database.db.selectFrom("assignments").select(["nextAt", "lane"]).where("personId", "=", personId).execute()
  )[0];

const actionsOf = async (grantId: string) =>
  (
    await database.db.selectFrom("auditEvents").select("action").where("grantId", "=", grantId).orderBy("seq").execute()
  ).map(({ action }) => action);

test("a scheduled grant that is ended is over at once, and the engine is not asked to look sooner", async () => {
  const { ctx, world, grantId } = await granted();
  const before = await nextLookAt(world.requester.id);
  const grant = await endGrant(ctx, { caller: as(world.requester), grantId, comment: "not needed" });
  assert.deepEqual(
    [grant.state, grant.endReason, grant.endedById, grant.endComment, grant.endedAt],
    ["ended", "revoked", world.requester.id, "not needed", testStart],
  );
  assert.deepEqual(await nextLookAt(world.requester.id), before);
  assert.deepEqual(await actionsOf(grantId), ["grant.scheduled", "grant.ended"]);
  const notices = await database.db.selectFrom("notices").select("kind").where("grantId", "=", grantId).execute();
  assert.deepEqual(notices, [{ kind: "grant.ended" }]);
});

test("an activating or active grant that is ended is ending, and the engine looks now", async () => {
  for (const state of ["activating", "active"] as const) {
    const { ctx, world, grantId } = await granted(state);
    const grant = await endGrant(ctx, { caller: as(world.approver), grantId });
    assert.deepEqual(
      [grant.state, grant.endReason, grant.endedAt, grant.endAskedAt],
      ["ending", "revoked", null, testStart],
    );
    assert.deepEqual(await nextLookAt(world.requester.id), { nextAt: testStart, lane: "end" });
    assert.deepEqual(await actionsOf(grantId), ["grant.scheduled", "grant.ending"]);
  }
});

test("ending twice, also at the same moment, has one effect, and the second is told who was first", async () => {
  const { ctx, world, grantId } = await granted("active");
  const outcomes = await Promise.allSettled([
    endGrant(ctx, { caller: as(world.approver), grantId }),
    endGrant(ctx, { caller: as(world.approver), grantId }),
    endGrant(ctx, { caller: as(world.approver), grantId }),
  ]);
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  assert.equal(refused.length, 2);
  for (const refusal of refused) {
    assert.deepEqual([refusal.kind, refusal.code], ["conflict", "grant.already-ended"]);
    assert.match(refusal.message, /by Ana Approver, at 2026-11-20T10:00:00/);
  }
  assert.deepEqual(await actionsOf(grantId), ["grant.scheduled", "grant.ending"]);
});

test("a failed grant cannot be ended, and the refusal says why", async () => {
  const { ctx, world, grantId } = await granted("activating");
  const failed = { state: "failed" as const, endedAt: testStart, failure: "no" };
  await database.db.updateTable("grants").set(failed).where("id", "=", grantId).execute();
  assert.match((await refusalOf(endGrant(ctx, { caller: as(world.requester), grantId }))).message, /never activated/);
});

test("admins end any access; auditors may not, and to strangers it does not exist", async () => {
  const { ctx, grantId } = await granted("active");
  const { db } = database;
  const [admins, auditors] = [await aGroup(db), await aGroup(db)];
  await withSettings(db, { adminGroupId: admins.id, auditorGroupId: auditors.id });
  const stranger = await aPerson(db);
  const auditor = await aPerson(db, { groups: [auditors.id] });
  const admin = await aPerson(db, { groups: [admins.id] });
  assert.equal((await refusalOf(endGrant(ctx, { caller: as(stranger), grantId }))).kind, "not-found");
  const refusal = await refusalOf(endGrant(ctx, { caller: as(auditor), grantId }));
  assert.deepEqual([refusal.kind, codesOf(refusal)], ["forbidden", ["grant.not-yours-to-end"]]);
  assert.equal((await endGrant(ctx, { caller: as(admin), grantId })).state, "ending");
});

test("ending works when policies, permission set, account and eligibility are all gone", async () => {
  const { ctx, world, grantId } = await granted("active");
  const { db } = database;
  await db.deleteFrom("eligibilityPolicies").where("id", "=", world.policy.id).execute();
  await db.deleteFrom("approvalPolicies").where("id", "=", world.approvalPolicy.id).execute();
  await db.deleteFrom("permissionSets").where("arn", "=", world.role.arn).execute();
  await db
    .deleteFrom("accounts")
    .where("id", "=", world.accounts[0]?.id ?? "")
    .execute();
  await db.deleteFrom("memberships").where("personId", "=", world.requester.id).execute();
  assert.equal((await endGrant(ctx, { caller: as(world.requester), grantId })).state, "ending");
});

test("a comment is required where the settings say so", async () => {
  const { ctx, world, grantId } = await granted("active");
  await withSettings(database.db, { endCommentRequired: true });
  assert.equal((await refusalOf(endGrant(ctx, { caller: as(world.requester), grantId }))).code, "comment.required");
  await endGrant(ctx, { caller: as(world.requester), grantId, comment: "done" });
  await withSettings(database.db, { endCommentRequired: false });
});

test("what is no id of a grant is not found", async () => {
  const { ctx, world } = await granted();
  for (const grantId of ["", "x", "00000000-0000-7000-8000-000000000000", "' or 1=1"])
    assert.equal((await refusalOf(endGrant(ctx, { caller: as(world.requester), grantId }))).code, "grant.not-found");
});

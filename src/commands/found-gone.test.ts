import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { type DriftWorld, driftWorld } from "../../test/drift-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { Holder } from "../core/drift.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { lockAssignment } from "../store/assignments.ts";
import { markMissing } from "../store/known-assignments.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
let d: DriftWorld;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
  d = driftWorld(v);
});
after(async () => {
  d.stop();
  await v.stop();
});
beforeEach(() => d.settings({ onMissingAssignment: "end" }));

const holderOf = (key: AssignmentKey): Holder => ({ kind: "person", id: key.personId });
const hour = 3_600;

/** Access that is active, and then taken away in AWS by somebody else. */
const takenAway = async (hours = 8) => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, hours * hour);
  await v.liveUntil(v.after(60));
  assert.equal(await w.stateOf(id), "active");
  d.somebodyTakesAway(key, holderOf(key));
  return { key, id };
};

test("access that somebody took away in AWS ends within the hour, says why, and is told of once", async () => {
  const { key, id } = await takenAway();
  await d.watchUntil(v.after(hour + 60));
  const { state, endReason, kept, endedAt } = await v.grant(id);
  assert.deepEqual([state, endReason, kept], ["ended", "found-gone", null]);
  assert.ok(endedAt);
  assert.equal(await v.held(key), false, "nothing was made anew");
  assert.deepEqual(await w.noticesOf(id), ["grant.ended", "grant.started"]);
  assert.deepEqual(await w.actionsOf(id), ["grant.activating", "grant.active", "grant.ending", "grant.ended"]);
});

test("where the settings want it put back it is activating until AWS confirms it again, and keeps its window", async () => {
  await d.settings({ onMissingAssignment: "put-back" });
  const { key, id } = await takenAway();
  const { activatedAt, endsAt } = await v.grant(id);
  await d.watchUntil(v.after(hour + 60));
  const again = await v.grant(id);
  assert.deepEqual([again.state, again.activatedAt, again.endsAt], ["active", activatedAt, endsAt]);
  assert.equal(await v.held(key), true);
  const actions = ["grant.activating", "grant.active", "grant.activating", "grant.active"];
  assert.deepEqual(await w.actionsOf(id), actions);
  await d.watchUntil(new Date(endsAt.getTime() + 60_000));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
  assert.equal((await v.grant(id)).endReason, "elapsed");
});

test("what is put back and cannot be is over as ended, not as failed", async () => {
  await d.settings({ onMissingAssignment: "put-back" });
  const { key, id } = await takenAway();
  await w.fault({ operation: "CreateAccountAssignment", kind: "error", code: "AccessDeniedException" });
  await d.watchUntil(v.after(hour + 60));
  await w.clearFaults();
  const { state, endReason } = await v.grant(id);
  assert.deepEqual([state, endReason, await v.held(key)], ["ended", "found-gone", false]);
});

test("access that was taken away before the database was restored is not put back", async () => {
  await d.settings({ onMissingAssignment: "put-back" });
  const { key, id } = await takenAway();
  await d.restored(v.now());
  await d.watchUntil(v.after(hour + 60));
  const { state, endReason } = await v.grant(id);
  assert.deepEqual([state, endReason, await v.held(key)], ["ended", "found-gone", false]);
});

test("one list that lacks an assignment ends nothing: the next one decides", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 8 * hour);
  await v.liveUntil(v.after(60));
  const lagging = { ...d.work, api: { ...d.work.api, holders: async () => [] } };
  await d.watchUntil(v.after(hour + 60), lagging);
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["active", true]);
  assert.equal((await w.row(key)).missedAt, null);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(60));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("a standing assignment that access rides on and somebody takes away ends that access", async () => {
  const key = w.freshKey();
  d.somebodyAssigns(key, holderOf(key));
  const id = await w.aGrant(key, 0, 8 * hour);
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(id)).onStanding, true);
  d.somebodyTakesAway(key, holderOf(key));
  await d.watchUntil(v.after(hour + 60));
  const { state, endReason, kept } = await v.grant(id);
  assert.deepEqual([state, endReason, kept, await v.held(key)], ["ended", "found-gone", null, false]);
});

test("where nothing is active and no role is marked, AWS is not asked at all", async () => {
  const open = v.ctx.db.updateTable("grants").where("state", "<>", "ended");
  await open.set({ state: "ended", endedAt: v.now() }).execute();
  const asked: string[] = [];
  const asking = (what: string) => async () => {
    asked.push(what);
    return [];
  };
  const api = { ...d.api, holders: asking("holders"), accountsHolding: asking("accounts"), creations: asking("made") };
  await d.watchUntil(v.after(2 * hour), { ...d.work, api });
  assert.deepEqual(asked, []);
});

test("an end that is due before the second look keeps its place among the ends", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(60));
  const [pair, holder, now] = [key, holderOf(key), v.now()];
  const { endsAt } = await v.grant(id);
  const soon = new Date(endsAt.getTime() - 5_000);
  const laneAfter = (at: Date) =>
    v.ctx.db.transaction().execute(async (trx) => {
      await trx
        .updateTable("assignments")
        .set({ lane: "end", nextAt: endsAt })
        .where("personId", "=", key.personId)
        .execute();
      await markMissing(trx, { pair, holder, now: at });
      return (await lockAssignment(trx, key))?.lane;
    });
  assert.deepEqual([await laneAfter(soon), await laneAfter(now)], ["end", "activate"]);
  await v.liveUntil(v.after(700));
});

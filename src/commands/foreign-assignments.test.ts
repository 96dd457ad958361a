import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aPerson, aGroup as makeGroup } from "../../test/builders.ts";
import { type DriftWorld, driftWorld } from "../../test/drift-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { Holder, Pair } from "../core/drift.ts";
import { readStoredSettings } from "../store/settings.ts";
import { callOffRemoval } from "./call-off-removal.ts";
import { removeFinding } from "./decide-on-finding.ts";
import { recordRestore } from "./record-restore.ts";

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

const hour = 3_600;
const anHour = () => d.watchUntil(v.after(hour + 120));

const aGroup = (): Holder => {
  const [group] = v.simulator.world.groups.all();
  assert.ok(group);
  return { kind: "group", id: group.id };
};
const mark = (pair: Pair, more: Parameters<DriftWorld["settings"]>[0] = {}) =>
  d.settings({ temporaryOnlyPermissionSetArns: [pair.permissionSetArn], onForeignAssignment: "report", ...more });
const statesAt = async (pair: Pair) => (await d.findings(pair)).map(({ state }) => state);

test("who else holds a marked role is found once, and what Stint holds is not", async () => {
  const [pair, elsewhere] = d.unheldRole();
  assert.ok(pair && elsewhere);
  const key = { personId: d.somebody(0).id, ...pair };
  const id = await w.aGrant(key, 0, 8 * hour);
  await v.liveUntil(v.after(60));
  d.somebodyAssigns(pair, d.somebody(1));
  d.somebodyAssigns(pair, aGroup());
  await anHour();
  assert.deepEqual(await d.findings(pair), [], "nobody looks while the role is not marked");
  await mark(pair);
  await anHour();
  await anHour();
  const found = (await d.findings(pair)).map(({ principalId, state, kind }) => [principalId, state, kind]);
  const open = [d.somebody(1).id, aGroup().id].sort().map((principal) => [principal, "open", "foreign"]);
  assert.deepEqual(found.sort(), open);
  assert.deepEqual(await d.actions("drift."), ["drift.found", "drift.found"]);
  assert.equal(await w.stateOf(id), "active");
  assert.ok(d.holds(pair, d.somebody(1)) && d.holds(pair, aGroup()), "reported is not removed");
  d.somebodyTakesAway(pair, aGroup());
  await anHour();
  assert.deepEqual((await statesAt(pair)).sort(), ["gone", "open"]);
  await mark(elsewhere, { temporaryOnlyPermissionSetArns: [] });
  await anHour();
  assert.deepEqual((await statesAt(pair)).sort(), ["gone", "unwatched"]);
});

test("with the setting people's and groups' assignments go, but not while access through Stint rides on one", async () => {
  const [pair, other] = d.unheldRole();
  assert.ok(pair && other);
  d.somebodyAssigns(pair, d.somebody(2));
  d.somebodyAssigns(other, aGroup());
  const rider = { personId: d.somebody(2).id, ...pair };
  const id = await w.aGrant(rider, 0, 4 * hour);
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(id)).onStanding, true);
  await mark(pair, { onForeignAssignment: "remove" });
  await anHour();
  assert.deepEqual([await statesAt(pair), await statesAt(other)], [["open"], ["removed"]]);
  assert.deepEqual([d.holds(pair, d.somebody(2)), d.holds(other, aGroup())], [true, false]);
  await d.watchUntil(v.after(5 * hour));
  assert.deepEqual([await statesAt(pair), d.holds(pair, d.somebody(2))], [["removed"], false]);
  const standing = v.simulator.world.assignments.all().filter((row) => row.permissionSetArn !== pair.permissionSetArn);
  assert.ok(standing.length > 0, "what is not marked stands");
});

/** The role of the test that follows, in another account: there are only so many that nobody holds. */
let elsewhere: Pair | undefined;

test("too many at once blow the fuse: nothing is removed until an admin has looked", async () => {
  const [pair, other] = d.unheldRole();
  elsewhere = other;
  assert.ok(pair);
  for (const n of [3, 4, 5]) d.somebodyAssigns(pair, d.somebody(n));
  await mark(pair, { onForeignAssignment: "remove", foreignRemovalsPerDay: 1 });
  await anHour();
  await anHour();
  assert.deepEqual(await statesAt(pair), ["open", "open", "open"]);
  assert.ok([3, 4, 5].every((n) => d.holds(pair, d.somebody(n))));
  assert.equal((await d.actions("drift.fuse")).length, 1, "told once");
  const told = v.ctx.db.selectFrom("auditEvents").select("data").where("action", "=", "drift.fuse-blown");
  assert.deepEqual((await told.executeTakeFirstOrThrow()).data, { found: 3, removedWithinADay: 2, perDay: 1 });
  await v.ctx.db.updateTable("driftWatch").set({ fuseBlownAt: null, fuseResetAt: v.now() }).execute();
  await mark(pair, { onForeignAssignment: "remove", foreignRemovalsPerDay: 3 });
  await anHour();
  assert.deepEqual(await statesAt(pair), ["removed", "removed", "removed"]);
});

test("a removal that AWS refuses is called off: nothing more is asked, it stays where it was, and a later word removes it", async () => {
  const pair = elsewhere;
  assert.ok(pair);
  const holder = d.somebody(7);
  d.somebodyAssigns(pair, holder);
  const fault = { operation: "DeleteAccountAssignment", kind: "error", code: "AccessDeniedException" } as const;
  await w.fault({ ...fault, times: "always" });
  await mark(pair, { onForeignAssignment: "remove", foreignRemovalsPerDay: 30 });
  await anHour();
  const [finding] = await d.findings(pair);
  assert.equal(finding?.state, "removing");
  const admins = await makeGroup(v.ctx.db);
  const { settings: before } = await readStoredSettings(v.ctx.db);
  const caller = { personId: (await aPerson(v.ctx.db, { groups: [admins.id] })).id };
  await d.settings({ ...before, adminGroupId: admins.id });
  const refused = v.ctx.db.selectFrom("assignments").select("refusals").where("refusals", ">", 0);
  assert.equal((await refused.execute()).length, 1);
  await callOffRemoval(v.ctx, { caller, findingId: finding.id });
  assert.deepEqual(await refused.execute(), [], "what comes there later is no repeated try");
  await w.clearFaults();
  await w.forgetCalls();
  await anHour();
  await anHour();
  assert.deepEqual([await statesAt(pair), d.holds(pair, holder)], [["accepted"], true]);
  assert.equal((await w.callCounts()).DeleteAccountAssignment ?? 0, 0, "nothing is asked of AWS");
  await removeFinding(v.ctx, { caller, findingId: finding.id });
  await v.liveUntil(v.after(120));
  assert.deepEqual([await statesAt(pair), d.holds(pair, holder)], [["removed"], false]);
});

test("the database lets nothing become ours to remove but what a lawful finding names", async () => {
  const [pair] = d.unheldRole();
  assert.ok(pair);
  const holder = d.somebody(6);
  d.somebodyAssigns(pair, holder);
  await mark(pair);
  await anHour();
  const [finding] = await d.findings(pair);
  assert.ok(finding);
  const bySetting = { state: "removing" as const, removalBecause: "setting" as const, removalAskedAt: v.now() };
  const change = v.ctx.db.updateTable("driftFindings").where("id", "=", finding.id);
  await assert.rejects(change.set(bySetting).execute(), /the settings do not have finding/);
  await assert.rejects(change.set({ ...bySetting, removalBecause: "admin" }).execute(), /check/);
  const row = { personId: holder.id, ...pair, nextAt: null };
  await v.ctx.db
    .insertInto("assignments")
    .values({ ...row, ownership: "standing" })
    .execute();
  const own = v.ctx.db
    .updateTable("assignments")
    .where("personId", "=", holder.id)
    .where("accountId", "=", pair.accountId);
  await assert.rejects(own.set({ ownership: "ours" }).execute(), /a standing assignment is never removed/);
  await assert.rejects(
    own.set({ ownership: "ours", findingId: finding.id }).execute(),
    /does not have this assignment/,
  );
  assert.ok(d.holds(pair, holder));
});

test("after a restore what has not begun is ended, and what AWS made meanwhile is found and left alone", async () => {
  await d.settings({ temporaryOnlyPermissionSetArns: [], onForeignAssignment: "report" });
  const backupAt = v.now();
  const forgotten = w.freshKey();
  const lost = await w.aGrant(forgotten, 0, 8 * hour);
  await v.liveUntil(v.after(60));
  assert.equal(await v.held(forgotten), true);
  // The restored database knows neither the grant nor the assignment.
  await v.ctx.db.updateTable("grants").set({ state: "ended", endedAt: v.now() }).where("id", "=", lost).execute();
  await v.ctx.db
    .deleteFrom("assignments")
    .where("personId", "=", forgotten.personId)
    .where("accountId", "=", forgotten.accountId)
    .execute();
  const scheduled = await w.aGrant(w.freshKey(), hour, hour);
  assert.equal(await recordRestore(v.ctx, { restoredTo: backupAt }), 1);
  const { state, endReason } = await v.grant(scheduled);
  assert.deepEqual([state, endReason], ["ended", "restored"]);
  await d.watchUntil(v.after(300));
  const found = (await d.findings(forgotten)).map(({ kind, principalId, state: now }) => [kind, principalId, now]);
  assert.deepEqual(found, [["forgotten", forgotten.personId, "open"]]);
  assert.equal(await v.held(forgotten), true, "it may be standing: an admin decides");

  const approvedSince = await w.aGrant(w.freshKey(), hour, hour);
  await assert.rejects(recordRestore(v.ctx, { restoredTo: backupAt }), { code: "restore.said-already" });
  const earlier = new Date(backupAt.getTime() - hour);
  assert.equal(await recordRestore(v.ctx, { restoredTo: earlier }), 0, "a wrong first word can be corrected");
  assert.equal((await v.grant(approvedSince)).state, "scheduled");
});

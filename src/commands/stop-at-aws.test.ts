import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aGroup, aPerson, withSettings } from "../../test/builders.ts";
import { cutWorld } from "../../test/cut-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { findStopProgress } from "../store/stop-progress.ts";
import { mayStart } from "./may-start.ts";
import { stopInEmergency } from "./stop-in-emergency.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
let c: Awaited<ReturnType<typeof cutWorld>>;
let adminId: string;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
  c = await cutWorld(v);
  const admins = await aGroup(v.ctx.db);
  adminId = (await aPerson(v.ctx.db, { groups: [admins.id] })).id;
  await withSettings(v.ctx.db, { adminGroupId: admins.id, cutIssuedCredentials: "never" });
});
after(async () => {
  c.close();
  await v.stop();
});

const stop = async (accountId: string, cutCredentials: boolean) => {
  const input = { scope: { kind: "account" as const, id: accountId }, comment: "stolen", cutCredentials };
  const onProblem = (problem: unknown) => {
    throw problem;
  };
  const { stop: stopped } = await stopInEmergency(v.ctx, { caller: { personId: adminId }, input, onProblem });
  const progress = async () => {
    const found = (await findStopProgress(v.ctx.db, { stopIds: [stopped.id], now: v.now() })).get(stopped.id);
    assert.ok(found);
    return found;
  };
  return { ...stopped, progress };
};

test("AWS is seen to hold nothing of it any more, and credentials are cut where the stop says so, whatever the settings say", async () => {
  const [first, second] = [w.freshKey(), w.freshKey()];
  const ids = [await w.aGrant(first, 0, 7_200), await w.aGrant(second, 0, 7_200)];
  await v.liveUntil(v.after(60));
  const [cut, uncut] = [c.fetchCredentials(first), c.fetchCredentials(second)];
  const stopped = await stop(first.accountId, true);
  const other = await stop(second.accountId, false);
  assert.deepEqual([(await stopped.progress()).ending, (await w.row(first)).urgent], [1, true]);
  await v.liveUntil(v.after(30));
  assert.deepEqual([await v.held(first), await v.held(second)], [false, false]);
  assert.deepEqual(await Promise.all(ids.map(w.stateOf)), ["ended", "ended"]);
  assert.equal((await w.row(first)).urgent, false, "what comes after is ordinary again");
  await c.keep();
  assert.deepEqual([await c.areCut(cut), await c.areCut(uncut)], [true, false]);
  const { cuts, ending, grants, credentialsExpireAt } = await stopped.progress();
  assert.deepEqual([grants, ending, cuts], [1, 0, { asked: 0, inForce: 1 }]);
  assert.ok(credentialsExpireAt && credentialsExpireAt > v.now());
  assert.deepEqual((await other.progress()).cuts, { asked: 0, inForce: 0 });
  await v.liveUntil(v.after(120));
  await c.keep();
  assert.equal(await c.areCut(cut), true, "the setting “never” does not lift it");
});

test("what waits for its start in a held account is not given, though the stop has not come to it", async () => {
  const engine = v.variant({ mayStart });
  const key = w.freshKey();
  await stop(key.accountId, false);
  const id = await w.aGrant({ ...key, accountId: w.freshKey().accountId }, 0, 600);
  await assert.rejects(w.aGrant(key, 0, 600), /an emergency stop holds grant/);
  await v.ctx.db
    .updateTable("emergencyStops")
    .set({ scopeId: (await v.grant(id)).accountId })
    .where("scopeId", "=", key.accountId)
    .execute();
  await v.liveUntil(v.after(60), engine);
  assert.equal(await w.stateOf(id), "activating");
  const { lastError, ownership, operationKind } = await w.row(await v.grant(id));
  assert.match(lastError ?? "", /emergency stop/);
  assert.deepEqual([ownership, operationKind], ["none", null], "nothing was set out for");
});

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { grantWindow } from "../core/grant.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

test("a person deleted while active loses the assignment all the same", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 3_600);
  await v.liveUntil(v.after(30));
  v.simulator.world.users.delete(key.personId);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("an account closed while active does not keep a grant from ending", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(30));
  const account = v.simulator.world.accounts.get(key.accountId);
  assert.ok(account);
  v.simulator.world.accounts.put({ ...account, state: "PENDING_CLOSURE", closedAt: v.now().toISOString() });
  await v.liveUntil(v.after(900));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
  const late = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(60));
  assert.equal(await w.stateOf(late), "failed");
  assert.match((await v.grant(late)).failure ?? "", /closed or suspended/);
  v.simulator.world.accounts.put(account);
});

test("a permission set deleted while active ends the grant: AWS says that there is nothing left", async () => {
  const { world } = v.simulator;
  const key = w.freshKey();
  const set = world.permissionSets.get(key.permissionSetArn);
  assert.ok(set);
  const id = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(30));
  await v.api.remove(key);
  v.simulator.clock.advance(5_000);
  world.permissionSets.delete(set.arn);
  await v.liveUntil(v.after(900));
  assert.equal(await w.stateOf(id), "ended");
  const late = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(60));
  assert.equal(await w.stateOf(late), "failed");
  world.permissionSets.put(set);
});

test("what a delegated administrator may not touch fails the grant in AWS's words", async () => {
  const { world } = v.simulator;
  const key = { ...w.freshKey(), accountId: world.ids.managementAccountId };
  const id = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(60));
  const grant = await v.grant(id);
  assert.equal(grant.state, "failed");
  assert.match(grant.failure ?? "", /is not authorized to perform: sso:CreateAccountAssignment/);
  assert.deepEqual(await w.noticesOf(id), ["grant.activation-failed"]);
  assert.equal((await w.row(key)).ownership, "none");
});

test("a standing assignment that somebody removes meanwhile is made anew for the grant, and then it is ours to remove", async () => {
  const key = w.freshKey();
  await v.api.create(key);
  v.simulator.clock.advance(5_000);
  const first = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(30));
  assert.equal((await v.grant(first)).onStanding, true);
  await v.api.remove(key);
  v.simulator.clock.advance(5_000);
  const second = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(second), await v.held(key)], ["active", true]);
  await v.liveUntil(v.after(1_000));
  assert.deepEqual([await w.stateOf(first), await w.stateOf(second), await v.held(key)], ["ended", "ended", false]);
});

test("a scheduled grant that is ended stays ended, and AWS is never called", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 600, 600);
  await v.liveUntil(v.after(300));
  await w.forgetCalls();
  await v.ctx.db
    .updateTable("grants")
    .set({ state: "ended", endReason: "revoked", endAskedAt: v.now(), endedAt: v.now() })
    .where("id", "=", id)
    .execute();
  await v.liveUntil(v.after(3_600));
  assert.equal(await w.stateOf(id), "ended");
  assert.deepEqual(await w.callCounts(), {});
});

test("a late approval keeps the full duration, from approval", async () => {
  const key = w.freshKey();
  const askedStartsAt = v.after(-1_800);
  const window = grantWindow({ askedStartsAt, approvedAt: v.now(), durationMinutes: 60 });
  assert.deepEqual(window, { startsAt: v.now(), endsAt: v.after(3_600) });
  const id = await w.aGrant(key, 0, 3_600);
  await v.liveUntil(new Date(window.endsAt.getTime() - 1));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["active", true]);
  await v.liveUntil(v.after(10));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

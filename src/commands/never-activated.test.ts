import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

const throttledStart = async (lastsSeconds: number) => {
  const key = w.freshKey();
  await w.fault({ operation: "CreateAccountAssignment", kind: "throttle", times: "always" });
  return { key, id: await w.aGrant(key, 0, lastsSeconds) };
};

test("access that AWS did not give within its window has failed, in AWS's words, and did not end", async () => {
  const { key, id } = await throttledStart(900);
  await v.liveUntil(v.after(890));
  assert.equal(await w.stateOf(id), "activating");
  await v.liveUntil(v.after(60));
  const grant = await v.grant(id);
  assert.deepEqual([grant.state, grant.activatedAt, await v.existed(key)], ["failed", null, []]);
  assert.match(grant.failure ?? "", /within its window: CreateAccountAssignment: /);
  assert.deepEqual(await w.noticesOf(id), ["grant.activation-failed", "grant.activation-unconfirmed"]);
});

test("people are told once when AWS has not confirmed access for two minutes", async () => {
  const { id } = await throttledStart(900);
  await v.liveUntil(v.after(110));
  assert.deepEqual(await w.noticesOf(id), []);
  await v.liveUntil(v.after(60));
  assert.deepEqual(await w.noticesOf(id), ["grant.activation-unconfirmed"]);
  await w.clearFaults();
  await v.liveUntil(v.after(1_200));
  assert.equal(await w.stateOf(id), "ended");
  assert.deepEqual(await w.noticesOf(id), ["grant.activation-unconfirmed", "grant.ended", "grant.started"]);
  const told = (await w.actionsOf(id)).filter((action) => action === "grant.activation-unconfirmed");
  assert.equal(told.length, 1);
});

test("what a create that was under way at the window's end made is taken away first, and only then has the grant failed", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 1);
  const states = new Set<string>();
  for (let step = 0; step < 200; step += 1) {
    await v.liveUntil(v.after(0.1));
    const state = await w.stateOf(id);
    states.add(state);
    if (await v.held(key)) assert.notEqual(state, "failed");
  }
  assert.ok(states.has("ending"));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["failed", false]);
  assert.equal((await v.existed(key)).length, 1);
  assert.match((await v.grant(id)).failure ?? "", /did not confirm the access within its window/);
});

test("access that somebody ended before AWS confirmed it was ended, and did not fail", async () => {
  const { key, id } = await throttledStart(900);
  await v.liveUntil(v.after(30));
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  const grant = await v.grant(id);
  assert.deepEqual([grant.state, grant.endReason, grant.failure], ["ended", "revoked", null]);
});

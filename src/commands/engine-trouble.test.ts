import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { alarmOverdueGrants } from "./alarm-overdue-grants.ts";
import { passTime } from "./pass-time.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

test("a removal that AWS accepts and fails for twenty minutes is tried ever more slowly, at least every twenty seconds, and counted", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 60);
  await v.liveUntil(v.after(59));
  await w.fault({ operation: "DeleteAccountAssignment", kind: "fail-late", times: "always", message: "busy" });
  await v.liveUntil(v.after(1_200));
  assert.equal(await w.stateOf(id), "ending");
  const row = await w.row(key);
  const tried = row.attempts;
  assert.ok(tried >= 1_200 / 20 && tried <= 1_200 / 15 + 6, `${tried} attempts in twenty minutes`);
  const told = (await w.actionsOf(id)).filter((action) => action === "grant.removal-retried").length;
  assert.equal(told, 7, "attempts 1, 2, 4 and so on to 64 are told");
  assert.match(row.lastError ?? "", /busy/);
  await w.clearFaults();
  await v.liveUntil(v.after(60));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
  const { attempts, refusals } = await w.row(key);
  assert.deepEqual([attempts, refusals], [0, 0]);
});

test("a create refused for good while another grant still wants the assignment fails the one and does not hammer AWS for the other", async () => {
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 1_200);
  await v.liveUntil(v.after(30));
  await v.api.remove(key);
  v.simulator.clock.advance(10_000);
  await w.fault({
    operation: "CreateAccountAssignment",
    kind: "error",
    times: "always",
    code: "AccessDeniedException",
  });
  const second = await w.aGrant(key, 0, 600);
  await w.forgetCalls();
  await v.liveUntil(v.after(300));
  assert.equal(await w.stateOf(second), "failed");
  assert.equal(await w.stateOf(first), "active");
  const { CreateAccountAssignment: creates = 0 } = await w.callCounts();
  assert.ok(creates >= 5 && creates <= 20, `${creates} creates in five minutes`);
  await w.clearFaults();
  await v.liveUntil(v.after(60));
  assert.equal(await v.held(key), true, "it comes back as soon as AWS allows");
  await v.liveUntil(v.after(1_200));
  assert.deepEqual([await w.stateOf(first), await v.held(key)], ["ended", false]);
});

test("AWS that says SUCCEEDED and then lists nothing is asked ever more slowly, nothing is called active, and nothing stays behind", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 600);
  const blind = v.variant({ api: { ...v.api, isAssigned: async () => false } });
  await w.forgetCalls();
  await v.liveUntil(v.after(590), blind);
  assert.equal(await w.stateOf(id), "activating");
  assert.match((await w.row(key)).lastError ?? "", /does not list it/);
  const { CreateAccountAssignment: creates = 0 } = await w.callCounts();
  assert.ok(creates <= 40, `${creates} creates in ten minutes`);
  await v.liveUntil(v.after(15), blind);
  assert.equal(await w.stateOf(id), "ending", "a single listing is not believed");
  await v.liveUntil(v.after(120));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["failed", false]);
});

test("a clock set back takes nobody's access away and asks AWS nothing it need not", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 7_200);
  await v.work();
  const began = v.now();
  v.simulator.clock.set(new Date(began.getTime() - 60_000));
  await w.forgetCalls();
  await v.liveUntil(began);
  const { ListAccountAssignments: lists = 0 } = await w.callCounts();
  assert.ok(lists <= 15, `${lists} listings in a minute`);
  await v.liveUntil(v.after(120));
  assert.equal(await w.stateOf(id), "active");
  v.simulator.clock.set(new Date(began.getTime() - 3_600_000));
  await v.ctx.db.updateTable("assignments").set({ nextAt: v.now() }).where("personId", "=", key.personId).execute();
  await v.liveUntil(v.after(60));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["active", true]);
  v.simulator.clock.set(v.after(3_600 + 7_200 + 30));
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("AWS that throttles everything for two hours delays an end, tells of it, and is not asked more than it can bear", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 60);
  await v.liveUntil(v.after(59));
  await w.fault({ operation: "*", kind: "throttle", times: "always" });
  await w.forgetCalls();
  await v.liveUntil(v.after(7_200));
  const calls = Object.values(await w.callCounts()).reduce((sum, count) => sum + count, 0);
  assert.ok(calls >= 7_200 / 20 && calls <= 7_200 / 12, `${calls} calls in two hours`);
  assert.deepEqual(await w.noticesOf(id), ["grant.removal-unconfirmed", "grant.started"]);
  await w.clearFaults();
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("a failed grant that may have left something behind is told of when AWS does not let it be removed", async () => {
  const key = w.freshKey();
  await w.fault({ operation: "CreateAccountAssignment", kind: "fail-late", message: "half done" });
  const id = await w.aGrant(key, 0, 900);
  let isSent = false;
  const blocked = v.variant({
    api: {
      ...v.api,
      isAssigned: async () => isSent,
      create: (asked) => {
        isSent = true;
        return v.api.create(asked);
      },
    },
  });
  await w.fault({
    operation: "DeleteAccountAssignment",
    kind: "error",
    times: "always",
    code: "AccessDeniedException",
  });
  await v.liveUntil(v.after(300), blocked);
  assert.equal(await w.stateOf(id), "failed");
  assert.deepEqual(await w.noticesOf(id), ["grant.activation-failed", "grant.removal-unconfirmed"]);
  await w.clearFaults();
  await v.liveUntil(v.after(120));
  assert.equal((await w.row(key)).ownership, "none");
});

test("two workers that find the same end at the same moment end it once", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 300);
  await v.liveUntil(v.after(299));
  v.simulator.clock.advance(1_000);
  await Promise.all([
    passTime(v.ctx),
    passTime(v.ctx),
    v.work(v.variant({ holder: "a" })),
    v.work(v.variant({ holder: "b" })),
  ]);
  v.simulator.clock.advance(121_000);
  await Promise.all([alarmOverdueGrants(v.ctx), alarmOverdueGrants(v.ctx), alarmOverdueGrants(v.ctx)]);
  await v.liveUntil(v.after(60));
  const actions = await w.actionsOf(id);
  for (const action of ["activating", "active", "ending", "removal-unconfirmed", "ended"])
    assert.equal(actions.filter((one) => one === `grant.${action}`).length, 1, `${action}: ${actions}`);
  assert.deepEqual(await w.noticesOf(id), ["grant.ended", "grant.removal-unconfirmed", "grant.started"]);
});

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { engineWorld, gate } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { Engine } from "./assignment-engine.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

test("an answer that comes after the lease was lost is not written over what was learned since, not even by the same process", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  const late = gate();
  const slow = v.variant({
    api: {
      ...v.api,
      isAssigned: async (asked) => {
        const answer = await v.api.isAssigned(asked);
        await late.pass();
        return answer;
      },
    },
  });
  const stuck = v.work(slow);
  await late.reached;
  v.simulator.clock.advance(31_000);
  await v.work();
  assert.equal((await w.row(key)).operationKind, "create", "the same process took the row again and sent the create");
  late.open();
  await stuck;
  assert.equal((await w.row(key)).operationKind, "create", "the stale listing did not make it forgotten");
  await v.liveUntil(v.after(30));
  assert.equal(await w.stateOf(id), "active");
  await v.liveUntil(v.after(1_000));
  assert.equal(await w.stateOf(id), "ended");
  assert.equal((await v.grant(id)).onStanding, false);
  assert.equal(await v.held(key), false);
});

test("a create whose answer comes after the lease was lost is asked about by whoever has it next, who sees no conflict and has no doubt", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  const late = gate();
  const create: Engine["api"]["create"] = async (asked) => {
    const answer = await v.api.create(asked);
    await late.pass();
    return answer;
  };
  const stuck = v.work(v.variant({ holder: "slow", api: { ...v.api, create } }));
  await late.reached;
  const free = v.ctx.db.updateTable("assignments").set({ leaseHolder: null, leaseUntil: null });
  await free.where("personId", "=", key.personId).where("accountId", "=", key.accountId).execute();
  late.open();
  await stuck;
  const row = await w.row(key);
  assert.deepEqual([row.operationKind, row.doubtUntil, row.leaseHolder], ["create", null, null]);
  assert.ok(row.operationId);
  await w.forgetCalls();
  await v.liveUntil(v.after(10));
  assert.equal(await w.stateOf(id), "active");
  const { CreateAccountAssignment: creates = 0, ListAccountAssignments: lists } = await w.callCounts();
  assert.deepEqual([creates, lists], [0, 1]);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(id), (await v.existed(key)).length], ["ended", 1]);
});

for (const answered of ["in-progress", "succeeded"] as const)
  test(`that an operation is ${answered}, learned when it has long been over, makes nothing Stint's that others made since`, async () => {
    const key = w.freshKey();
    const id = await w.aGrant(key, 0, 60);
    const late = gate();
    const status: Engine["api"]["status"] = async (_kind, operationId) => {
      await late.pass();
      return { state: answered, operationId };
    };
    await v.work();
    v.simulator.clock.advance(2_000);
    const stuck = v.work(v.variant({ holder: "slow", api: { ...v.api, status } }));
    await late.reached;
    v.simulator.clock.advance(31_000);
    await v.liveUntil(v.after(90));
    assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
    await v.api.create(key);
    v.simulator.clock.advance(10_000);
    late.open();
    await stuck;
    await v.liveUntil(v.after(1_800));
    assert.equal(await v.held(key), true, "somebody else's assignment was left alone");
    assert.equal((await w.row(key)).operationKind, null);
  });

test("a create that a held-up worker sent long after everybody had given it up is taken away again", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 60);
  const late = gate();
  const paused = v.variant({
    holder: "paused",
    api: {
      ...v.api,
      create: async (asked) => {
        await late.pass();
        return v.api.create(asked);
      },
    },
  });
  const stuck = v.work(paused);
  await late.reached;
  v.simulator.clock.advance(31_000);
  await v.liveUntil(v.after(600));
  assert.equal(await w.stateOf(id), "ended");
  assert.equal(await v.held(key), false);
  late.open();
  await stuck;
  await v.liveUntil(v.after(60));
  const existed = await v.existed(key);
  assert.equal(existed.length, 2, "AWS made it for the heir, and once more for the late call");
  assert.equal(await v.held(key), false, "and it was removed although no grant is left to ask for it");
});

test("a removal sent late does not leave somebody active without the assignment", async () => {
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 60);
  await v.liveUntil(v.after(30));
  const late = gate();
  let held = false;
  const paused: Engine = v.variant({
    holder: "paused",
    api: {
      ...v.api,
      remove: async (asked) => {
        if (!held) {
          held = true;
          await late.pass();
        }
        return v.api.remove(asked);
      },
    },
  });
  v.simulator.clock.advance(30_000);
  const stuck = v.work(paused);
  await late.reached;
  const second = await w.aGrant(key, 31, 900);
  v.simulator.clock.advance(31_000);
  await v.liveUntil(v.after(30));
  late.open();
  await stuck;
  await v.liveUntil(v.after(120));
  assert.equal(await w.stateOf(first), "ended");
  assert.deepEqual([await w.stateOf(second), await v.held(key)], ["active", true]);
  await v.liveUntil(v.after(1_000));
  assert.deepEqual([await w.stateOf(second), await v.held(key)], ["ended", false]);
});

test("a create whose status AWS does not know yet is not taken for one that never was", async () => {
  const key = w.freshKey();
  await w.fault({
    operation: "DescribeAccountAssignmentCreationStatus",
    kind: "error",
    code: "ResourceNotFoundException",
    message: "no such request",
  });
  const slowAws = await startVirtualEngine({ timing: { assignmentMs: [20_000, 20_000] } });
  try {
    const there = engineWorld(slowAws);
    const slowKey = there.freshKey();
    await there.fault({
      operation: "DescribeAccountAssignmentCreationStatus",
      kind: "error",
      code: "ResourceNotFoundException",
      message: "no such request",
    });
    const id = await there.aGrant(slowKey, 0, 900);
    await slowAws.liveUntil(slowAws.after(5));
    await there.endEarly(id, slowKey);
    await slowAws.liveUntil(slowAws.after(300));
    assert.equal((await slowAws.existed(slowKey)).length, 1, "it was made after all");
    assert.equal(await slowAws.held(slowKey), false);
    assert.equal(await there.stateOf(id), "ended");
  } finally {
    await slowAws.stop();
  }
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(60));
  assert.equal(await w.stateOf(id), "active");
  assert.equal((await v.grant(id)).onStanding, false);
  await v.liveUntil(v.after(1_000));
  assert.equal(await v.held(key), false);
});

test("an intention is recorded only when its call is about to leave, not while it waits for the budget", async () => {
  const key = w.freshKey();
  await w.aGrant(key, 0, 900);
  const budget = gate();
  let turn = 0;
  const starved = v.variant({
    pace: async () => {
      turn += 1;
      if (turn === 2) await budget.pass();
    },
  });
  const waiting = v.work(starved);
  await budget.reached;
  const row = await w.row(key);
  assert.deepEqual([row.operationKind, row.ownership], [null, "none"]);
  budget.open();
  await waiting;
  assert.equal((await w.row(key)).operationKind, "create");
  await v.liveUntil(v.after(1_000));
  assert.equal(await v.held(key), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine } from "../../test/virtual-engine.ts";
import { claimAssignments } from "../commands/claim-assignments.ts";
import { brokenOffWork } from "./broken-off.ts";

test("work that broke off is free for others after five seconds, unless it is somebody else's by then", async () => {
  const v = await startVirtualEngine();
  const w = engineWorld(v);
  try {
    const [key, other] = [w.freshKey(), w.freshKey()];
    for (const one of [key, other]) await w.aGrant(one, 0, 900);
    const { claimant } = await claimAssignments(v.ctx, v.engine, { most: 10, mostStarts: 10 });
    const brokenOff = brokenOffWork(v.ctx);
    brokenOff.note({ key, holder: claimant.holder });
    brokenOff.note({ key: other, holder: "a claim of before" });
    v.simulator.clock.advance(4_900);
    assert.equal(await brokenOff.giveUp(), 0);
    v.simulator.clock.advance(100);
    assert.equal(await brokenOff.giveUp(), 2);
    assert.equal(await brokenOff.giveUp(), 0);
    assert.deepEqual([(await w.row(key)).leaseHolder, (await w.row(other)).leaseHolder], [null, claimant.holder]);
  } finally {
    await v.stop();
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine } from "../../test/virtual-engine.ts";
import { claimAssignments } from "../commands/claim-assignments.ts";
import { lookAtOperations } from "../commands/look-at-operations.ts";
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

test("what a look may have claimed, when its answer was lost, is free after five seconds as well", async () => {
  const v = await startVirtualEngine();
  try {
    const rows = Array.from({ length: 4 }, (_, n) => ({
      ...{ personId: "x", accountId: `a-${n}`, permissionSetArn: "s", nextAt: v.now(), ownership: "ours" as const },
      ...(n < 3 ? { operationKind: "delete" as const, operationId: `op-${n}`, operationStartedAt: v.after(-2) } : {}),
    }));
    await v.ctx.db.insertInto("assignments").values(rows).execute();
    const listed = rows.map((_, n) => ({ id: `op-${n}`, state: "succeeded" as const }));
    const engine = v.variant({ api: { ...v.api, firstListed: async () => listed } });
    const losing = v.ctx.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (result.rows.some((row) => "traceParent" in row)) throw new Error("the answer is lost");
        return result;
      },
    });
    const brokenOff = brokenOffWork(v.ctx);
    const look = lookAtOperations({ ...v.ctx, db: losing }, engine, { onProblem: brokenOff.note });
    await assert.rejects(look, /the answer is lost/);
    const leased = () => v.ctx.db.selectFrom("assignments").selectAll().where("leaseHolder", "is not", null).execute();
    assert.equal((await leased()).length, 3);
    v.simulator.clock.advance(5_000);
    assert.equal(await brokenOff.giveUp(), 1);
    assert.deepEqual(await leased(), []);
  } finally {
    await v.stop();
  }
});

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { aPerson } from "../../test/builders.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { Engine } from "./assignment-engine.ts";
import { mayStart } from "./may-start.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
let engine: Engine;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
  engine = v.variant({ mayStart });
});
after(() => v.stop());

/** A grant of somebody whom the mirror knows. */
const aStart = async (startsIn: number, lastsSeconds: number) => {
  const key = w.freshKey();
  const known = await v.ctx.db.selectFrom("people").select("id").where("id", "=", key.personId).executeTakeFirst();
  if (!known) await aPerson(v.ctx.db, { id: key.personId });
  return { key, id: await w.aGrant(key, startsIn, lastsSeconds) };
};

const setPerson = (id: string, change: { enabled?: boolean; refreshedAt?: Date | null }) =>
  v.ctx.db.updateTable("people").set(change).where("id", "=", id).execute();

const aSync = (outcome: "succeeded" | "failed") =>
  v.ctx.db
    .insertInto("directorySyncs")
    .values({
      ...{ id: randomUUID(), startedAt: v.now(), aliveAt: v.now(), finishedAt: v.now(), outcome },
      ...{ counts: "{}", error: null },
    })
    .execute();

test("nobody is given access on a directory that is too old, and everybody is as soon as it is fresh", async () => {
  const { key, id } = await aStart(3_600, 3_600);
  await aSync("succeeded");
  await v.liveUntil(v.after(3_590), engine);
  await aSync("failed");
  await w.forgetCalls();
  await v.liveUntil(v.after(600), engine);
  assert.deepEqual([await w.stateOf(id), await v.existed(key)], ["activating", []]);
  const row = await w.row(key);
  assert.match(row.lastError ?? "", /too old/);
  assert.ok(row.attempts > 10 && row.attempts < 40, `${row.attempts} attempts in ten minutes`);
  assert.deepEqual(await w.callCounts(), {}, "AWS is not asked meanwhile");
  await aSync("succeeded");
  await v.liveUntil(v.after(60), engine);
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["active", true]);
  await v.liveUntil(v.after(7_200), engine);
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false], "an end asks for nothing");
});

test("a person refreshed a moment ago is given access whatever became of the sync, unless they are disabled", async () => {
  await v.liveUntil(v.after(3_600), engine);
  const { key, id } = await aStart(0, 1_800);
  await setPerson(key.personId, { enabled: false, refreshedAt: v.now() });
  await v.liveUntil(v.after(120), engine);
  assert.deepEqual([await w.stateOf(id), await v.existed(key)], ["activating", []]);
  assert.match((await w.row(key)).lastError ?? "", /disabled or gone/);
  await setPerson(key.personId, { enabled: true, refreshedAt: v.now() });
  await v.liveUntil(v.after(60), engine);
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["active", true]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DriftWorld, driftWorld } from "../../test/drift-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { CloudError } from "../core/identity-center.ts";
import { recordRestore } from "./record-restore.ts";
import { watchDrift } from "./watch-drift.ts";

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

const problem = (kind: "throttled" | "unavailable") =>
  new CloudError({ problem: kind, operation: "DescribeAccountAssignmentCreationStatus", message: "not now" });

/** So many creations of the lost time, each of one person in one pair, and what was asked of AWS about them, in order. */
const lostTime = (count: number) => {
  const pairs = d.unheldRole();
  const made = Array.from({ length: count }, (_, n) => ({ operationId: `op-${n}`, createdAt: v.now() }));
  const asked: string[] = [];
  const trouble = new Map<number, Error>();
  const creation = async (operationId: string) => {
    asked.push(operationId);
    const problemNow = trouble.get(asked.length);
    if (problemNow) throw problemNow;
    const n = Number(operationId.slice(3));
    const pair = pairs[n % pairs.length];
    assert.ok(pair);
    return { ...pair, holder: { kind: "person" as const, id: `person-${n}` } };
  };
  const api = {
    ...d.api,
    creation,
    creations: async () => {
      asked.push("list");
      return made;
    },
    holders: async (pair: { accountId: string; permissionSetArn: string }) => {
      const persons = made.map(({ operationId }) => ({
        kind: "person" as const,
        id: `person-${operationId.slice(3)}`,
      }));
      if (pair.permissionSetArn === pairs[0]?.permissionSetArn) return persons;
      asked.push("look");
      return d.api.holders(pair);
    },
  };
  return { api, asked, trouble, made };
};

const forgotten = async () => {
  const rows = await v.ctx.db
    .selectFrom("driftFindings")
    .select("principalId")
    .where("kind", "=", "forgotten")
    .execute();
  return new Set(rows.map(({ principalId }) => principalId));
};

test("what was revoked in the lost time is told before the search, which goes on where it was: no creation is asked about twice", async () => {
  const key = w.freshKey();
  const revoked = await w.aGrant(key, 0, 8 * 3_600);
  await v.liveUntil(v.after(60));
  d.somebodyTakesAway(key, { kind: "person", id: key.personId });
  const { api, asked, trouble, made } = lostTime(70);
  const restoredTo = v.now();
  await v.liveUntil(v.after(600));
  await recordRestore(v.ctx, { restoredTo });
  await watchDrift(v.ctx, { api, holder: "worker-1" });
  assert.deepEqual(asked.slice(0, 2), ["list", "look"]);
  assert.ok(asked.length <= 22, `a turn has an end: ${asked.length} questions`);
  await v.liveUntil(v.after(30));
  assert.equal(await w.stateOf(revoked), "ended");

  // Throttled, then a worker that dies over it, then another one.
  trouble.set(asked.length + 5, problem("throttled"));
  await d.watchUntil(v.after(40), { api, holder: "worker-1" });
  const throttled = asked.at(-1) ?? "";
  const asking = asked.length;
  await d.watchUntil(v.after(19), { api, holder: "worker-1" });
  assert.equal(asked.length, asking, "AWS asked for a pause, and has it");
  trouble.set(asked.length + 7, new Error("killed"));
  await v.liveUntil(v.after(60));
  await assert.rejects(watchDrift(v.ctx, { api, holder: "worker-1" }), /killed/);
  const killed = asked.at(-1) ?? "";
  trouble.set(asked.length + 3, problem("unavailable"));
  await d.watchUntil(v.after(600), { api, holder: "worker-2" });
  assert.equal((await forgotten()).size, 70);
  const more = asked.filter((one, n) => one.startsWith("op-") && asked.indexOf(one) !== n);
  assert.equal(more.length, 3, "only those whose answers were lost are asked about again");
  assert.ok(more.includes(throttled) && more.includes(killed));
  assert.equal(asked.filter((one) => one === "list").length, 1);
  const left = await v.ctx.db.selectFrom("restores").select("id").where("searchedAt", "is", null).execute();
  assert.deepEqual(left, []);

  // A correction to an earlier moment asks AWS for its list once more, and about what was not in the first alone.
  const before = asked.length;
  made.push({ operationId: "op-70", createdAt: new Date(restoredTo.getTime() - 3_000_000) });
  await recordRestore(v.ctx, { restoredTo: new Date(restoredTo.getTime() - 3_600_000) });
  await d.watchUntil(v.after(600), { api, holder: "worker-2" });
  const since = asked.slice(before).filter((one) => one !== "look");
  assert.deepEqual(since, ["list", "op-70"]);
});

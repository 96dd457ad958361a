import assert from "node:assert/strict";
import { test } from "node:test";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import type { WorkerLock } from "../store/worker-lock.ts";
import { proveLife } from "./prove-life.ts";

const start = new Date("2026-11-21T10:00:00Z");

/** What is under way goes on until it sleeps. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const aLock = (number: number) => {
  let held = true;
  const release = () => {
    held = false;
  };
  return { number, isHeld: () => held, release } satisfies WorkerLock;
};

test("a lock that was lost is replaced by another within a second or two, also when the server is away for a while", async () => {
  const scheduler = manualScheduler(start);
  const taken: WorkerLock[] = [];
  const problems: unknown[] = [];
  let isAway = false;
  const take = async () => {
    if (isAway) throw new Error("the server is away");
    const lock = aLock(taken.length + 1);
    taken.push(lock);
    return lock;
  };
  const proof = await proveLife({ take, scheduler, onProblem: (problem) => problems.push(problem) });
  assert.equal(proof.lock()?.number, 1, "there is one before anything is worked on");
  isAway = true;
  taken[0]?.release();
  assert.equal(proof.lock(), undefined);
  for (const _ of [1, 2]) {
    await settle();
    scheduler.advance(1_000);
  }
  await settle();
  assert.equal(problems.length, 2);
  isAway = false;
  scheduler.advance(1_000);
  await settle();
  assert.equal(proof.lock()?.number, 2);
  await proof.stop();
  assert.equal(taken[1]?.isHeld(), false);
});

test("where a lock proves nothing, that is asked again after a minute, and nothing waits for it", async () => {
  const scheduler = manualScheduler(start);
  let asked = 0;
  const take = async () => {
    asked += 1;
    return asked === 1 ? undefined : aLock(asked);
  };
  const proof = await proveLife({ take, scheduler, onProblem: () => assert.fail("that is no problem") });
  await settle();
  scheduler.advance(59_000);
  await settle();
  assert.deepEqual([asked, proof.lock()], [1, undefined]);
  scheduler.advance(1_000);
  await settle();
  assert.equal(proof.lock()?.number, 2);
  await proof.stop();
});

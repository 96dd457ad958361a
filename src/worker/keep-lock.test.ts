import assert from "node:assert/strict";
import { test } from "node:test";
import { testStart } from "../../test/builders.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { LocksNotSupported, type WorkerLock } from "../store/worker-lock.ts";
import { keepLock } from "./keep-lock.ts";

const aLock = (number: number) => {
  let held = true;
  const release = () => {
    held = false;
  };
  return { number, isHeld: () => held, release } satisfies WorkerLock;
};

test("a lock that was lost is replaced by another, as soon as the server is there again", async () => {
  const scheduler = manualScheduler(testStart);
  const taken: WorkerLock[] = [];
  const problems: unknown[] = [];
  let isAway = false;
  const take = async () => {
    if (isAway) throw new Error("the server is away");
    const lock = aLock(taken.length + 1);
    taken.push(lock);
    return lock;
  };
  const kept = keepLock({ take, scheduler, onProblem: (problem) => problems.push(problem) });
  assert.equal((await kept.take())?.number, 1);
  assert.equal((await kept.take())?.number, 1, "one is enough");
  isAway = true;
  taken[0]?.release();
  assert.equal(await kept.take(), undefined);
  assert.equal(await kept.take(), undefined);
  assert.equal(problems.length, 1, "not asked again at once");
  isAway = false;
  scheduler.advance(1_000);
  assert.equal((await kept.take())?.number, 2);
  kept.release();
  assert.equal(taken[1]?.isHeld(), false);
});

test("where a lock proves nothing, that is asked again after a minute, and nothing waits for it", async () => {
  const scheduler = manualScheduler(testStart);
  let asked = 0;
  const take = async () => {
    asked += 1;
    return asked === 1 ? undefined : aLock(asked);
  };
  const kept = keepLock({ take, scheduler, onProblem: () => assert.fail("that is no problem") });
  await kept.take();
  scheduler.advance(59_000);
  assert.equal(await kept.take(), undefined);
  assert.equal(asked, 1);
  scheduler.advance(1_000);
  assert.equal((await kept.take())?.number, 2);
});

test("a database without such locks is asked once an hour, and that is said once", async () => {
  const scheduler = manualScheduler(testStart);
  const problems: unknown[] = [];
  let asked = 0;
  const take = async () => {
    asked += 1;
    throw new LocksNotSupported(new Error("unimplemented"));
  };
  const kept = keepLock({ take, scheduler, onProblem: (problem) => problems.push(problem) });
  for (let minute = 0; minute <= 120; minute += 1) {
    assert.equal(await kept.take(), undefined);
    scheduler.advance(60_000);
  }
  assert.deepEqual([asked, problems.length], [3, 1]);
  assert.match(String(problems[0]), /thirty seconds/);
});

test("a server that does not answer is asked once at a time, and work waits for it a second in all", async () => {
  const scheduler = manualScheduler(testStart);
  let answer: ((lock: WorkerLock) => void) | undefined;
  let asked = 0;
  const take = () => {
    asked += 1;
    return new Promise<WorkerLock>((resolve) => {
      answer = resolve;
    });
  };
  const kept = keepLock({ take, scheduler, onProblem: () => assert.fail("that is no problem") });
  const waiting = [kept.take(), kept.take()];
  scheduler.advance(1_000);
  assert.deepEqual(await Promise.all(waiting), [undefined, undefined]);
  assert.equal(await kept.take(), undefined);
  assert.equal(asked, 1);
  answer?.(aLock(7));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await kept.take())?.number, 7);
});

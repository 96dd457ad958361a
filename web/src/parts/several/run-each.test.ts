import assert from "node:assert/strict";
import { test } from "node:test";
import { type Outcome, runEach } from "./run-each.ts";

const told = () => {
  const outcomes = new Map<string, Outcome[]>();
  return {
    outcomes,
    tell: (id: string, outcome: Outcome) => outcomes.set(id, [...(outcomes.get(id) ?? []), outcome]),
    last: () => Object.fromEntries([...outcomes].map(([id, all]) => [id, all.at(-1)?.state])),
  };
};

test("each is done once, no more than so many at the same time, and one that fails stops no other", async () => {
  const { tell, last } = told();
  const begun: string[] = [];
  let [now, most] = [0, 0];
  const act = async (id: string) => {
    begun.push(id);
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    if (id === "b") throw new Error("somebody was faster");
    return "done";
  };
  await runEach({ ids: ["a", "b", "a", "c", "d"], atOnce: 2, act, tell, isStopped: () => false });
  assert.deepEqual([begun, most], [["a", "b", "c", "d"], 2]);
  assert.deepEqual(last(), { a: "done", b: "failed", c: "done", d: "done" });
});

test("when told to stop nothing more is begun, and what was begun is waited for", async () => {
  const { tell, last } = told();
  let isStopped = false;
  const act = async (id: string) => {
    if (id === "b") isStopped = true;
    await new Promise((resolve) => setImmediate(resolve));
    return "done";
  };
  await runEach({ ids: ["a", "b", "c", "d"], atOnce: 2, act, tell, isStopped: () => isStopped });
  assert.deepEqual(last(), { a: "done", b: "done" });
});

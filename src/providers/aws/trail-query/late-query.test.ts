import assert from "node:assert/strict";
import { test } from "node:test";
import { CloudError } from "../../../core/identity-center.ts";
import type { Scheduler } from "../../../core/time.ts";
import { answerOf, type LateQuery, type QueryAnswer } from "./late-query.ts";

/** A service that answers what the test says, in a time that passes only while somebody sleeps. */
const serviceThat = (answer: (elapsedMs: number, next: string | undefined) => QueryAnswer<string>) => {
  let nowMs = 0;
  const stopped: string[] = [];
  const scheduler: Scheduler = {
    now: () => new Date(nowMs),
    sleepUntil: async (at) => {
      nowMs = at.getTime();
    },
  };
  const query: LateQuery<string> = {
    operation: "StartQuery",
    start: async () => "q1",
    look: async (_id, next) => answer(nowMs, next),
    stop: async (id) => {
      stopped.push(id);
      throw new CloudError({ problem: "refused", operation: "StopQuery", message: "It is over." });
    },
  };
  const signal = new AbortController().signal;
  return { rows: () => answerOf(query, { scheduler, signal }), stopped, elapsedMs: () => nowMs };
};

const all = async (rows: AsyncIterable<string[]>) => {
  const pages: string[][] = [];
  for await (const page of rows) pages.push(page);
  return pages;
};

test("a query that takes minutes gives a sign of life each minute, and its rows in the end", async () => {
  const service = serviceThat((elapsedMs) =>
    elapsedMs < 200_000 ? { state: "running" } : { state: "done", rows: ["a"], next: undefined },
  );
  assert.deepEqual(await all(service.rows()), [[], [], [], ["a"]]);
  assert.deepEqual(service.stopped, []);
});

test("a query that is never answered is given up after an hour, and stopped where it runs", async () => {
  const service = serviceThat(() => ({ state: "running" }));
  await assert.rejects(all(service.rows()), /not answered within an hour/);
  assert.ok(Math.abs(service.elapsedMs() - 3_600_000) < 10_000);
  assert.deepEqual(service.stopped, ["q1"]);
});

test("whoever stops asking while it runs stops it, and a refusal to stop hides nothing", async () => {
  const service = serviceThat(() => ({ state: "running" }));
  for await (const page of service.rows()) {
    assert.deepEqual(page, []);
    break;
  }
  assert.deepEqual(service.stopped, ["q1"]);
  const failing = serviceThat(() => ({ state: "failed", problem: "refused", reason: "No such column." }));
  await assert.rejects(all(failing.rows()), { name: "CloudError", problem: "refused", message: "No such column." });
});

test("half an answer is never taken for the whole", async () => {
  const again = serviceThat(() => ({ state: "done", rows: ["a"], next: "t" }));
  await assert.rejects(all(again.rows()), /without a new page token/);
  const broken = serviceThat((_, next) => (next ? { state: "running" } : { state: "done", rows: ["a"], next: "t" }));
  await assert.rejects(all(broken.rows()), /broke off/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivitySummary } from "../../../api/access.ts";
import { bucketsOf } from "./buckets.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 10, minutes)).toISOString();
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const counted = (counts: ActivitySummary["counts"], last: number) => ({
  ...{ first: at(2), last: at(last), stretchSeconds: 300, counts },
});

test("every event is counted once, at its time, and stretches in which nothing was done are there", () => {
  const summary = counted(
    [
      { at: at(0), service: "s3.amazonaws.com", outcome: "success", count: 3 },
      { at: at(0), service: "ec2.amazonaws.com", outcome: "denied", count: 2 },
      { at: at(15), service: "s3.amazonaws.com", outcome: "success", count: 100_000 },
    ],
    17,
  );
  for (const by of ["service", "outcome"] as const) {
    const { starts, series } = bucketsOf(summary, by);
    assert.deepEqual(
      starts.map((one) => one.toISOString()),
      [at(0), at(5), at(10), at(15)],
    );
    assert.equal(sum(series.map(({ counts }) => sum(counts))), 100_005);
  }
  assert.deepEqual(bucketsOf(summary, "outcome").series, [
    { title: "succeeded", counts: [3, 0, 0, 100_000] },
    { title: "denied", counts: [2, 0, 0, 0] },
  ]);
});

test("the services that were called most are shown, the others together", () => {
  const counts = Array.from({ length: 8 }, (_, n) => ({
    ...{ at: at(0), service: `s${n}.amazonaws.com`, outcome: "success" as const, count: n === 7 ? 2 : 1 },
  }));
  const { series } = bucketsOf(counted(counts, 2), "service");
  assert.deepEqual(
    series.map(({ title }) => title),
    ["s7", "s0", "s1", "s2", "s3", "s4", "other services"],
  );
  assert.deepEqual(series.at(-1)?.counts, [2]);
});

test("no event, no bucket", () => {
  assert.deepEqual(bucketsOf({ first: null, last: null, stretchSeconds: 60, counts: [] }, "outcome"), {
    ...{ starts: [], series: [] },
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivityEvent } from "../../../api/access.ts";
import { bucketsOf } from "./buckets.ts";

const event = (minutes: number, part: Partial<ActivityEvent> = {}) =>
  ({
    at: new Date(Date.UTC(2026, 10, 21, 10, minutes)).toISOString(),
    service: "s3.amazonaws.com",
    outcome: "success",
    ...part,
  }) as ActivityEvent;

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

test("every event is counted once, however long the time and whatever it is counted by", () => {
  for (const spread of [0, 1, 7, 100, 5_000, 400_000]) {
    const events = Array.from({ length: 100 }, (_, n) =>
      event((n * spread) / 100, {
        service: `service-${n % 9}.amazonaws.com`,
        outcome: n % 3 ? "success" : "denied",
      }),
    );
    for (const by of ["service", "outcome"] as const) {
      const { starts, series } = bucketsOf(events, by);
      assert.ok(starts.length >= 1 && starts.length <= 31, `${starts.length} for ${spread}`);
      assert.equal(sum(series.map(({ counts }) => sum(counts))), events.length);
      assert.ok(series.every(({ counts }) => counts.length === starts.length));
    }
  }
});

test("the services that were called most are shown, the others together", () => {
  const events = Array.from({ length: 8 }, (_, n) => event(n, { service: `s${n}.amazonaws.com` }));
  const titles = bucketsOf([...events, ...events.slice(7)], "service").series.map(({ title }) => title);
  assert.deepEqual(titles, ["s7", "s0", "s1", "s2", "s3", "s4", "other services"]);
});

test("no event, no bucket", () => {
  assert.deepEqual(bucketsOf([], "outcome"), { starts: [], series: [] });
});

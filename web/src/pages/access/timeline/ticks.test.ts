import assert from "node:assert/strict";
import { test } from "node:test";
import { ticksOf } from "./ticks.ts";

const hourMs = 3_600_000;
const fromMs = new Date(2026, 10, 20, 9, 10).getTime();
const count = (hours: number) => ticksOf({ fromMs, toMs: fromMs + hours * hourMs }, 10).length;

test("however long the period, there are some ticks and not too many", () => {
  for (const hours of [0.5, 2, 9, 24, 168, 720, 2_160, 20_000])
    assert.ok(count(hours) >= 2 && count(hours) <= 11, `${hours} h: ${count(hours)}`);
});

test("ticks are round in the person's zone and lie within the period", () => {
  const toMs = fromMs + 24 * hourMs;
  for (const { atMs, isDay } of ticksOf({ fromMs, toMs }, 10)) {
    const at = new Date(atMs);
    assert.ok(atMs >= fromMs && atMs <= toMs);
    assert.deepEqual([at.getHours() % 3, at.getMinutes()], [0, 0]);
    assert.equal(isDay, at.getHours() === 0);
  }
});

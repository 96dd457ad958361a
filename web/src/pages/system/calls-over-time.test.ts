import assert from "node:assert/strict";
import { test } from "node:test";
import { callsOverTime, lastMinutePace } from "./calls-over-time.ts";

const clocked = { now: "2026-11-20T10:00:05.000Z", slotSeconds: 10 };
const calls = {
  service: "sso-admin",
  allowedPerSecond: 18,
  slots: [
    { at: "2026-11-20T09:58:50.000Z", calls: 600 },
    { at: "2026-11-20T09:59:00.000Z", calls: 60 },
    { at: "2026-11-20T09:59:50.000Z", calls: 120 },
    { at: "2026-11-20T10:00:00.000Z", calls: 999 },
  ],
};

test("the pace is that of the last whole minute", () => {
  assert.equal(lastMinutePace(calls, clocked), 3);
});

test("every slot of ten minutes is there, those without a call as none, and the one that is not over is not", () => {
  const points = callsOverTime(calls, clocked);
  assert.equal(points.length, 60);
  assert.deepEqual(points.at(-1), { x: new Date("2026-11-20T09:59:50.000Z"), y: 12 });
  assert.equal(points.filter(({ y }) => y > 0).length, 3);
});

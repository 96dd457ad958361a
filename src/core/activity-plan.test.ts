import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lookAgainAt, planLook } from "./activity-plan.ts";
import { addMinutes } from "./time.ts";

const start = new Date("2026-11-21T10:00:00Z");
const at = (minutes: number) => addMinutes(start, minutes);
const open = { sessionsFrom: start, sessionsTo: null, eventsTo: null };
const over = { sessionsFrom: start, sessionsTo: at(60), eventsTo: at(120) };

test("a grant that runs is looked at on and on, each look going on where the one before is sure to have read everything", () => {
  const first = planLook({ window: open, readUpTo: null, now: at(10) });
  assert.deepEqual(first, { from: start, to: at(10), readUpTo: null, complete: false, nextAt: at(20) });
  const second = planLook({ window: open, readUpTo: null, now: at(30) });
  assert.deepEqual(second, { from: start, to: at(30), readUpTo: at(15), complete: false, nextAt: at(40) });
  assert.deepEqual(planLook({ window: open, readUpTo: at(15), now: at(40) }).from, at(10));
});

test("after the last credentials expired one more look waits for what comes late, and then all was read", () => {
  const waiting = planLook({ window: over, readUpTo: at(110), now: at(175) });
  assert.deepEqual([waiting.complete, waiting.nextAt], [false, at(180)]);
  const last = planLook({ window: over, readUpTo: at(110), now: at(180) });
  assert.deepEqual([last.complete, last.nextAt, last.from], [true, null, start]);
  assert.ok(last.to > at(120), "an event in the last second is read");
});

test("however long the time and whenever somebody looks, looks come to an end and leave no gap", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 * 1_440 }),
      fc.array(fc.integer({ min: 0, max: 5_000 })),
      (length, waits) => {
        const window = { sessionsFrom: start, sessionsTo: at(length), eventsTo: at(length + 60) };
        let readUpTo: Date | null = null;
        let now = at(1);
        let readTo = start;
        for (let looks = 0; looks < 10_000; looks += 1) {
          const look = planLook({ window, readUpTo, now });
          assert.ok(look.from <= readTo && look.from >= start && look.to >= look.from && look.to <= now);
          assert.ok(look.readUpTo === null || look.readUpTo <= look.to);
          readTo = look.to > readTo ? look.to : readTo;
          readUpTo = look.readUpTo;
          if (look.complete) return assert.ok(readTo > window.eventsTo);
          assert.ok(look.nextAt !== null && look.nextAt >= now);
          now = addMinutes(look.nextAt, waits[looks] ?? 0);
        }
        assert.fail("it never ends");
      },
    ),
    { numRuns: 60 },
  );
});

test("failures are followed by longer and longer pauses, up to half an hour", () => {
  const pauses = [1, 2, 3, 7, 50].map(
    (attempts) => (lookAgainAt({ attempts, now: start }).getTime() - start.getTime()) / 1_000,
  );
  assert.deepEqual(pauses, [30, 60, 120, 1_800, 1_800]);
});

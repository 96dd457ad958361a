import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lookAgainAt, planLook as plan } from "./activity-plan.ts";
import { addMinutes } from "./time.ts";

/** A look into a trail of files that has delivered a moment ago. */
const planLook = (facts: Omit<Parameters<typeof plan>[0], "newestDelivery" | "kind">) => {
  const { isUnsure, ...look } = plan({ ...facts, newestDelivery: facts.now, kind: "s3" });
  assert.equal(isUnsure, false);
  return look;
};

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

test("a trail that is silent makes nothing complete; after three days it is over, and not sure", () => {
  for (const newestDelivery of [null, at(30), at(120)]) {
    const facts = { window: over, readUpTo: at(110), newestDelivery, kind: "s3" } as const;
    const held = plan({ ...facts, now: at(180) });
    assert.deepEqual([held.complete, held.isUnsure, held.nextAt], [false, false, at(210)]);
    const given = plan({ ...facts, now: at(180 + 3 * 1_440) });
    assert.deepEqual([given.complete, given.isUnsure, given.nextAt], [true, true, null]);
    const back = plan({ ...facts, newestDelivery: at(121), now: at(1_440) });
    assert.deepEqual([back.complete, back.isUnsure, back.from], [true, false, start]);
  }
});

test("an event that comes late is looked for again where it happened, when the source finds events by that", () => {
  for (const kind of ["athena", "cloudwatch-logs", "cloudtrail-lake"] as const) {
    const facts = { window: open, newestDelivery: null, kind };
    const { from } = plan({ ...facts, readUpTo: at(985), now: at(1_000) });
    assert.deepEqual(from, at(985 - 360));
  }
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

import assert from "node:assert/strict";
import { test } from "node:test";
import { effortAfter, nextLookAt } from "./assignment-progress.ts";
import type { AssignmentState } from "./reconciliation.ts";

const now = new Date("2026-11-20T10:00:00Z");
const ours: AssignmentState = {
  observed: "present",
  observedAt: now,
  ownership: "ours",
  operation: null,
  doubtUntil: null,
  removalDoubtUntil: null,
  missedAt: null,
};
const fresh = { attempts: 0, refusals: 0, lastError: null, unwantedSince: null };
const quiet = { trouble: undefined, looksAgain: false, isSettled: false, isShut: false };
const round = { state: ours, wanted: false, now, ...quiet };

test("AWS's wish for a day's pause puts a removal off for a minute at most", () => {
  const after = effortAfter(fresh, { ...round, trouble: { words: "busy", retryAfterMs: 86_400_000 } });
  assert.deepEqual([after.attempts, after.lastError, after.delayMs], [1, "busy", 60_000]);
});

test("attempts in vain are forgotten only when nothing is left to do", () => {
  const tried = { ...fresh, attempts: 7, lastError: "busy" };
  assert.equal(effortAfter(tried, round).attempts, 7);
  assert.equal(effortAfter(tried, { ...round, isSettled: true }).attempts, 0);
  assert.equal(effortAfter({ ...tried, attempts: 10_000 }, { ...round, trouble: { words: "x" } }).delayMs, 15_000);
  assert.equal(effortAfter(tried, { ...round, isShut: true, trouble: { words: "x" } }).delayMs, 240_000);
});

test("a removal that AWS refuses is tried as often as any other, ever more slowly while it refuses many, at least every two minutes", () => {
  const refused = (refusals: number, together = 1) =>
    effortAfter(
      { ...fresh, attempts: refusals, refusals },
      { ...round, trouble: { words: "no", refusedTogether: together } },
    );
  assert.deepEqual(
    [0, 3, 7, 8, 10_000].map((refusals) => refused(refusals).delayMs),
    [250, 2_000, 15_000, 15_000, 15_000],
  );
  assert.deepEqual(
    [0, 3, 7, 8, 10].map((refusals) => refused(refusals, 2_000).delayMs),
    [250, 2_000, 32_000, 64_000, 120_000],
    "one refusal may be a hiccup, whatever else AWS refuses",
  );
  assert.deepEqual(
    [0, 30, 31, 100, 240, 2_000].map((together) => refused(100, together).delayMs),
    [15_000, 15_000, 15_500, 50_000, 120_000, 120_000],
  );
  assert.equal(refused(3).refusals, 4);
  const busy = effortAfter({ ...fresh, attempts: 30, refusals: 30 }, { ...round, trouble: { words: "busy" } });
  assert.deepEqual([busy.delayMs, busy.refusals], [15_000, 30]);
  assert.equal(effortAfter({ ...fresh, refusals: 3 }, { ...round, wanted: true }).refusals, 0);
});

test("since when nobody wants it is remembered until somebody does, or nothing of ours is left", () => {
  const before = { ...fresh, unwantedSince: new Date(0) };
  assert.deepEqual(effortAfter(before, round).unwantedSince, new Date(0));
  assert.equal(effortAfter(before, { ...round, wanted: true }).unwantedSince, null);
  assert.equal(effortAfter(before, { ...round, state: { ...ours, ownership: "none" } }).unwantedSince, null);
});

test("the next look is never later than the instant at which time itself changes something", () => {
  const boundary = new Date(now.getTime() + 1_000);
  assert.deepEqual(nextLookAt({ now, waitMs: 30_000, boundary }), boundary);
  assert.deepEqual(nextLookAt({ now, waitMs: 500, boundary }), new Date(now.getTime() + 500));
  assert.deepEqual(nextLookAt({ now, waitMs: null, boundary }), boundary);
  assert.equal(nextLookAt({ now, waitMs: null, boundary: undefined }), null);
});

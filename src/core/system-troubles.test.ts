import assert from "node:assert/strict";
import { test } from "node:test";
import type { SystemFacts } from "./system-facts.ts";
import { findTroubles } from "./system-troubles.ts";

const now = new Date("2026-11-20T10:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const heard = { lastError: null, lookedAt: ago(300), newestDeliveryAt: ago(600) };

const well: SystemFacts = {
  now,
  workerSeenAt: ago(15),
  removals: { count: 3, since: ago(119) },
  starts: { count: 0, since: null },
  removalDueAt: ago(119),
  stops: { grants: 3, since: ago(119), lastError: null },
  directory: { succeededAt: ago(300), outcome: "running", error: null },
  audit: { isBroken: false },
  activity: { failed: { count: 0, lastError: null }, trail: heard, activeSince: ago(9_000) },
  cuts: { missing: 1, waiting: 0, failingSince: null, isRefused: false, lastError: null, meddledAt: null },
  drift: { open: 0, fuseBlownAt: null, failingSince: null, lastError: null },
  outbox: { waiting: 1, oldestAt: ago(5), lastError: null, givenUp: 0 },
};
const codes = (facts: Partial<SystemFacts>) => findTroubles({ ...well, ...facts }).map(({ code }) => code);

test("work that is under way is no trouble", () => {
  assert.deepEqual(findTroubles(well), []);
});

test("each thing that stands still is told, what concerns access first", () => {
  assert.deepEqual(codes({ workerSeenAt: ago(61) }), ["worker.missing"]);
  assert.deepEqual(codes({ workerSeenAt: null }), ["worker.missing"]);
  assert.deepEqual(codes({ removals: { count: 1, since: ago(121) } }), ["removals.late"]);
  assert.deepEqual(codes({ removalDueAt: ago(121) }), ["removals.waiting"]);
  assert.deepEqual(codes({ audit: { isBroken: true } }), ["audit.broken"]);
  const failed = { count: 2, lastError: "AccessDenied: no" };
  assert.deepEqual(codes({ activity: { ...well.activity, failed, trail: null } }), ["activity.unread"]);
  assert.deepEqual(codes({ activity: { ...well.activity, trail: { ...heard, lastError: "no" } } }), [
    "activity.trail-unreachable",
  ]);
  const { cuts } = well;
  assert.deepEqual(codes({ cuts: { ...cuts, failingSince: ago(119) } }), []);
  assert.deepEqual(codes({ cuts: { ...cuts, failingSince: ago(121) } }), ["cuts.late"]);
  assert.deepEqual(codes({ cuts: { ...cuts, failingSince: ago(1), isRefused: true } }), ["cuts.refused"]);
  assert.deepEqual(codes({ cuts: { ...cuts, waiting: 2 } }), ["cuts.full"]);
  assert.deepEqual(codes({ cuts: { ...cuts, meddledAt: ago(3_600) } }), ["cuts.meddled"]);
  assert.deepEqual(codes({ cuts: { ...cuts, meddledAt: ago(25 * 3_600) } }), []);
  assert.deepEqual(codes({ starts: { count: 1, since: ago(121) } }), ["starts.late"]);
  assert.deepEqual(codes({ directory: { succeededAt: ago(901), outcome: "failed", error: "no" } }), [
    "directory.stale",
  ]);
  assert.deepEqual(codes({ directory: { succeededAt: null, outcome: null, error: null } }), ["directory.stale"]);
  assert.deepEqual(codes({ directory: { succeededAt: ago(60), outcome: "failed", error: "no" } }), [
    "directory.failed",
  ]);
  assert.deepEqual(codes({ directory: { succeededAt: ago(60), outcome: "succeeded", error: "kept" } }), [
    "directory.odd",
  ]);
  const outbox = { waiting: 2, oldestAt: ago(601), lastError: "refused", givenUp: 1 };
  assert.deepEqual(codes({ outbox, workerSeenAt: null }), ["worker.missing", "messages.waiting", "messages.given-up"]);
});

test("a stop that has not emptied its scope after two minutes is told, with what stood in its way", () => {
  const stops = { grants: 1, since: ago(121), lastError: "2 could not be ended" };
  assert.deepEqual(codes({ stops, removals: { count: 1, since: ago(121) } }), ["stops.late", "removals.late"]);
  const [told] = findTroubles({ ...well, stops });
  assert.match(
    told?.message ?? "",
    /scope: One access may still be used\. What stood in its way: 2 could not be ended\./,
  );
  const [waiting] = findTroubles({ ...well, stops: { ...stops, grants: 0, lastError: null } });
  assert.match(waiting?.message ?? "", /^An emergency stop has not emptied its scope\. Stint goes on trying\./);
});

test("a trail that falls silent while access runs is told; a quiet organisation, and a trail not asked yet, are not", () => {
  const silent = ["activity.trail-silent"];
  const of = (part: object, activeSince: Date | null = ago(9_000)) =>
    codes({ activity: { ...well.activity, trail: { ...heard, ...part }, activeSince } });
  assert.deepEqual(of({ newestDeliveryAt: ago(7_400) }), []);
  assert.deepEqual(of({ newestDeliveryAt: ago(7_600) }), silent);
  assert.deepEqual(of({ newestDeliveryAt: null }), silent);
  assert.deepEqual(of({ newestDeliveryAt: null, lookedAt: null }), []);
  assert.deepEqual(of({ newestDeliveryAt: null }, ago(3_600)), []);
  assert.deepEqual(of({ newestDeliveryAt: null }, null), []);
});

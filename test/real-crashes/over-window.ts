import type { AccessLogRow } from "../../src/simulator/rows.ts";
import { pairName, type Troubles } from "./mishaps.ts";
import { placesTaken } from "./places-taken.ts";
import { coveredMs, type Span } from "./span.ts";
import type { GrantSeen } from "./what-is-left.ts";

/** How long access was there past its window, and how much of that nobody could have done anything about. */
export type Overrun = {
  grantId: string;
  overMs: number;
  /** Without the outages, the time when no worker was up, and the leases of who stood still. */
  ownMs: number;
  because: { what: string; ms: number }[];
};

/**
 * What Stint may take for itself: to look at its rows (2 s at the most), for its turn among all calls and writes, to ask again what was
 * answered while it was away, and AWS's own time. Measured on two busy cores, where a process is slow to begin with.
 */
export const ownTimeAllowedMs = 15_000;

/** Judged by AWS's own log of when an assignment truly was there. */
export const overrunOf = (
  facts: { troubles: Troubles; nobodyAtWork: readonly Span[] },
  grant: GrantSeen,
  interval: AccessLogRow,
): Overrun => {
  const from = (grant.endAskedAt ?? grant.endsAt).getTime();
  const whole = { from, until: Date.parse(interval.ceasedAt ?? "") };
  const leases = facts.troubles.leases.filter((one) => one.pair === pairName(grant));
  const causes = [
    { what: "no worker up", spans: facts.nobodyAtWork },
    { what: "lease of a worker that stood still", spans: leases },
    { what: "every place leased by who stood still", spans: placesTaken(facts.troubles.leases) },
    ...facts.troubles.outages.map((outage) => ({ what: outage.what, spans: [outage] })),
  ];
  const overMs = Math.max(0, whole.until - whole.from);
  const coveredByAny = coveredMs(
    whole,
    causes.flatMap(({ spans }) => spans),
  );
  const because = causes
    .map(({ what, spans }) => ({ what, ms: coveredMs(whole, spans) }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms);
  return { grantId: grant.id, overMs, ownMs: overMs - coveredByAny, because };
};

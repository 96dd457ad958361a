import type { AccessLogRow } from "../../src/simulator/rows.ts";
import { type Troubles, tupleName } from "./mishaps.ts";
import type { Told } from "./one-access.ts";
import { type Overrun, overrunOf, ownTimeAllowedMs } from "./over-window.ts";
import type { Span } from "./span.ts";
import type { GrantSeen, Left } from "./what-is-left.ts";

export type Facts = {
  told: readonly Told[];
  left: Left;
  /** What AWS held of people besides what was there from the start, over all the time. */
  accessLog: readonly AccessLogRow[];
  troubles: Troubles;
  /** When no worker was up. */
  nobodyAtWork: readonly Span[];
};

const intervalsOf = (log: readonly AccessLogRow[]) =>
  Map.groupBy(log, (row) => tupleName({ ...row, personId: row.principalId }));

function* lost({ told, left }: Facts) {
  const requests = new Map(left.requests.map((one) => [one.id, one]));
  const grants = new Map(left.grants.map((one) => [one.id, one]));
  for (const { requestId, grantId, key, endsBy, endToldAt } of told) {
    const request = requests.get(requestId);
    const grant = grants.get(grantId);
    if (request?.key !== key) yield `request ${requestId}, which was acknowledged, is lost`;
    if (request && request.state !== "approved") yield `request ${requestId} was approved and is ${request.state}`;
    if (!grant) yield `grant ${grantId}, which was shown, is lost`;
    else if (endsBy === "asking" && !(grant.endAskedAt && grant.endAskedAt.getTime() <= endToldAt))
      yield `the end of grant ${grantId}, which was acknowledged, is lost`;
  }
}

function* doubled({ left, accessLog }: Facts) {
  for (const [key, same] of Map.groupBy(left.requests, (one) => one.key))
    if (same.length > 1) yield `the idempotency key ${key} made ${same.length} requests`;
  for (const { id, grants, approvals } of left.requests)
    if (grants !== 1 || approvals !== 1) yield `request ${id} has ${grants} grants and ${approvals} approvals`;
  for (const { subject, action, times } of left.toldTwice) yield `${action} of ${subject} was told ${times} times`;
  for (const [tuple, intervals] of intervalsOf(accessLog))
    if (intervals.length > 1) yield `AWS gave ${tuple} ${intervals.length} times for one grant`;
}

/** What a grant says of itself, held against when AWS truly had it. */
function* untrue(grant: GrantSeen, interval: AccessLogRow | undefined) {
  const { id, activatedAt, endedAt, decidedAt, startsAt } = grant;
  if (grant.state !== "ended" && grant.state !== "failed") yield `grant ${id} is ${grant.state} at the end`;
  if (activatedAt && !interval) yield `grant ${id} says that it was active, and AWS never had it`;
  if (!interval) return;
  const beganAt = new Date(interval.beganAt);
  if (beganAt < startsAt || beganAt < decidedAt) yield `access of grant ${id} began before its window or its decision`;
  if (activatedAt && activatedAt < beganAt) yield `grant ${id} said active before AWS had it`;
  if (interval.ceasedAt === null) yield `AWS still holds the access of grant ${id}`;
  else if (!endedAt || endedAt < new Date(interval.ceasedAt)) yield `grant ${id} said that it is over before it was`;
}

/** All that is not as promised, in sentences, and how far access outlived its window. */
export const judge = (facts: Facts): { wrongs: string[]; overruns: Overrun[] } => {
  const { left, accessLog } = facts;
  const wrongs = [...lost(facts), ...doubled(facts)];
  const intervals = intervalsOf(accessLog);
  const overruns: Overrun[] = [];
  for (const { id, state } of left.untold) wrongs.push(`grant ${id} is ${state} and the audit log does not say so`);
  for (const grant of left.grants) {
    const [interval] = intervals.get(tupleName(grant)) ?? [];
    wrongs.push(...untrue(grant, interval));
    intervals.delete(tupleName(grant));
    if (!interval?.ceasedAt) continue;
    const overrun = overrunOf(facts, grant, interval);
    overruns.push(overrun);
    if (overrun.ownMs > ownTimeAllowedMs)
      wrongs.push(
        `access of grant ${grant.id} outlived its window by ${overrun.overMs} ms: ${JSON.stringify(overrun)}`,
      );
  }
  for (const tuple of intervals.keys()) wrongs.push(`AWS gave ${tuple}, for which there is no grant`);
  return { wrongs, overruns: overruns.sort((a, b) => b.overMs - a.overMs) };
};

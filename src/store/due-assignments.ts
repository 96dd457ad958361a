import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { BudgetLane } from "../core/pace.ts";
import { givesWayFrom } from "../core/reconciliation.ts";
import { addMilliseconds } from "../core/time.ts";
import type { Db } from "./database.ts";

/**
 * An operation that AWS has not finished for so long keeps no place: were AWS to lose ten of them, nothing would ever end again. The
 * worst that can happen is that AWS answers "too many" or "conflict".
 */
const keepsPlaceForMs = 5 * 60_000;

/** Operations that keep a place among the ten writes. */
export const keepsPlace = (now: Date) => sql<SqlBool>`operation_kind is not null and operation_over_at is null
  and operation_started_at > ${addMilliseconds(now, -keepsPlaceForMs)}`;

/** With the trace of the call that caused the work, where there was one. */
export type DueAssignment = AssignmentKey & { traceParent: string | null };

/** The lane of the budget in which an end is sent. */
export type EndLane = Extract<BudgetLane, "stop" | "end">;

/** `endsIn` is set where nothing is under way and what is due is an end. */
export type ClaimedAssignment = DueAssignment & { endsIn: EndLane | null };

type Claim = {
  /** Unique to this claim: whoever lost a lease and got the row again is somebody else. */
  holder: string;
  now: Date;
  leaseUntil: Date;
  most: number;
  /** Starts leave room for ends that come due meanwhile. */
  mostStarts: number;
  writesAtOnce: number;
};

/**
 * Places that removals which AWS refuses time and again never take, so that what it does not begins at once; and how many of them they take while
 * ends wait that it does not. One of an emergency stop has so much of a head start on other refused ones.
 */
const [keptForFirstTries, againAmidFirstTries, stopIsAheadMs] = [2, 2, 120_000];
/** Written out, because an index is chosen by it. */
const [isFirst, isAgain] = [sql.raw(`refusals < ${givesWayFrom}`), sql.raw(`refusals >= ${givesWayFrom}`)];

/**
 * Claims due assignments for one worker: first those with an operation to ask about, then, ends before starts and those of an emergency
 * stop before all, as many others as there are free places for writes, one for each (account, permission set) that nobody works on. Whoever is claimed keeps a place
 * before its write has begun: more would only take calls from the budget and then find no place. Of what came due in the same minute the longest
 * line goes first: one (account, permission set) takes one write at a time, and the last of a long line would keep all others waiting.
 * What AWS refuses time and again goes in the order in which it came due, in few places, one of them also during a stop: thousands keep no other
 * end waiting, and no start for ever.
 * Two workers never claim the same row: `skip locked`, and the lease.
 */
export const claimDue = async (db: Db, claim: Claim): Promise<ClaimedAssignment[]> => {
  const { now } = claim;
  if (claim.most <= 0) return [];
  const isFree = sql`(lease_until is null or lease_until <= ${now})`;
  // More than are taken: one hot pair at the front must not hide the others, and lines are counted in these.
  const candidates = (which: RawBuilder<SqlBool>) => sql`
    select account_id, permission_set_arn, (array_agg(person_id order by next_at))[1] as person_id,
      (array_agg(urgent order by next_at))[1] as urgent, min(next_at) as next_at,
      date_trunc('minute', min(next_at)) as minute, count(*) as in_line from (
      select person_id, account_id, permission_set_arn, urgent, next_at from assignments a
      where operation_kind is null and (${which}) and next_at <= ${now} and ${isFree}
        and not exists (select 1 from taken
          where taken.account_id = a.account_id and taken.permission_set_arn = a.permission_set_arn)
      order by next_at limit 300) as first
    group by account_id, permission_set_arn`;
  const isFirstEnd = sql<SqlBool>`not urgent and lane = 'end' and ${isFirst}`;
  const isThere = (which: RawBuilder<unknown>) =>
    sql`exists (select 1 from assignments where operation_kind is null and ${which} and next_at <= ${now} and ${isFree})`;
  const notIn = (chosen: RawBuilder<unknown>) => sql`not exists (select 1 from ${chosen} as before
    where before.account_id = one.account_id and before.permission_set_arn = one.permission_set_arn)`;
  const result = await sql<ClaimedAssignment>`
    with taken as materialized (
      select account_id, permission_set_arn, refusals from assignments where ${keepsPlace(now)}
      union all
      select account_id, permission_set_arn, refusals from assignments where operation_kind is null and lease_until > ${now}
    ), free as materialized (
      select least(greatest(0, ${claim.writesAtOnce}::int - count(*)), ${claim.most}::int)::int as places,
        (case when ${isThere(isFirstEnd)} then ${againAmidFirstTries}::int else ${Math.max(1, claim.writesAtOnce - keptForFirstTries)}::int end
          - count(*) filter (where ${isAgain}))::int as places_again,
        case when count(*) filter (where ${isAgain}) = 0 and ${isThere(isAgain)} then 1 else 0 end as kept_for_again from taken
    ), to_ask as (
      select person_id, account_id, permission_set_arn from assignments
        where operation_kind is not null and next_at <= ${now} and ${isFree} order by urgent desc, next_at limit ${claim.most}
    ), urgent_ends as materialized (
      select * from (${candidates(sql`urgent and ${isFirst}`)}) as one
        order by minute, in_line desc, next_at limit (select greatest(0, places - kept_for_again) from free)
    ), urgent_and_again as materialized (
      select * from urgent_ends
      union all (
        select * from (${candidates(sql`${isAgain}`)}) as one where ${notIn(sql`urgent_ends`)}
          order by next_at - case when urgent then ${stopIsAheadMs}::int else 0 end * interval '1 ms'
          limit (select greatest(0, least(places - (select count(*)::int from urgent_ends), places_again)) from free))
    ), ends as materialized (
      select * from urgent_and_again
      union all (
        select * from (${candidates(isFirstEnd)}) as one where ${notIn(sql`urgent_and_again`)}
          order by minute, in_line desc, next_at
          limit (select greatest(0, places - (select count(*)::int from urgent_and_again)) from free))
    ), starts as (
      select * from (${candidates(sql`not urgent and lane = 'activate' and ${isFirst}`)}) as one where ${notIn(sql`ends`)}
        order by minute, in_line desc, next_at
        limit (select least(greatest(0, places - (select count(*)::int from ends)), ${claim.mostStarts}::int) from free)
    ), due as materialized (
      select person_id, account_id, permission_set_arn from to_ask
      union all select person_id, account_id, permission_set_arn from ends
      union all select person_id, account_id, permission_set_arn from starts
    ), locked as (
      select ctid from assignments where (person_id, account_id, permission_set_arn) in (select * from due)
        and next_at <= ${now} and ${isFree} for update skip locked
    )
    update assignments set lease_holder = ${claim.holder}, lease_until = ${claim.leaseUntil}
    where ctid in (select ctid from locked)
    returning person_id, account_id, permission_set_arn, trace_parent,
      case when operation_kind is null and ownership = 'ours' and ${isFirst} then case when urgent then 'stop' when lane = 'end' then 'end' end end as ends_in`.execute(
    db,
  );
  return result.rows;
};

/**
 * When there is something to do next, each as an instant or undefined: for a grant, whose start or end comes; for a look at an assignment,
 * planned, or because the lease of a holder who may have died is over. In the past when it waits, as for a place among the writes; then `laterAt` is
 * the next that is still to come, and `mayClaim` says whether a place is free or an operation is to be asked about: claiming costs more than this
 * short look into few indexes, which every worker takes all the time.
 */
export const nextDue = async (
  db: Db,
  { now, writesAtOnce }: { now: Date; writesAtOnce: number },
): Promise<{ grantAt?: Date; lookAt?: Date; laterAt?: Date; mayClaim: boolean }> => {
  type Row = Record<"endsAt" | "startsAt" | "nextAt" | "laterAt" | "leaseUntil", Date | null> & { mayClaim: boolean };
  const { rows } = await sql<Row>`select
    (select min(ends_at) from grants where state in ('activating', 'active')) as ends_at,
    (select min(starts_at) from grants where state = 'scheduled') as starts_at,
    (select next_at from assignments where next_at is not null and (lease_until is null or lease_until <= ${now})
      order by next_at limit 1) as next_at,
    (select min(next_at) from assignments where next_at > ${now}) as later_at,
    (select min(lease_until) from assignments where lease_until > ${now}) as lease_until,
    (select count(*) filter (where ${keepsPlace(now)}) < ${writesAtOnce}::int
        - (select count(*) from assignments where operation_kind is null and lease_until > ${now})
        or coalesce(bool_or(next_at <= ${now} and (lease_until is null or lease_until <= ${now})), false)
      from assignments where operation_kind is not null) as may_claim`.execute(db);
  const [row] = rows;
  const grantAt = earliest(row?.endsAt, row?.startsAt);
  const lookAt = earliest(row?.nextAt, row?.leaseUntil);
  const laterAt = earliest(row?.laterAt, row?.leaseUntil);
  const mayClaim = row?.mayClaim ?? true;
  return { ...(grantAt && { grantAt }), ...(lookAt && { lookAt }), ...(laterAt && { laterAt }), mayClaim };
};

const earliest = (...instants: (Date | null | undefined)[]): Date | undefined => {
  const known = instants.flatMap((instant) => instant ?? []);
  return known.length > 0 ? new Date(Math.min(...known.map((instant) => instant.getTime()))) : undefined;
};

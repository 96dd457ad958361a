import { type RawBuilder, sql } from "kysely";
import { type EmergencyStop, holdsNow } from "../core/emergency-stop.ts";
import { longestSessionMinutes } from "../core/reserved-role.ts";
import type { Db } from "./database.ts";
import { grantsWithin, requestsWithin } from "./emergency-stop-grants.ts";

/** How far a stop is: of the grants that it took in, and of what it has not come to yet. */
export type StopProgress = {
  grants: number;
  /** AWS has not confirmed their removal. */
  ending: number;
  /** Over, while their assignment stays: it was there before Stint. */
  onStanding: number;
  /** Since when the oldest of those that are ending waits. */
  endingSince: Date | null;
  /** What last stood in the way of a removal, in AWS's words. */
  lastError: string | null;
  /** Until when credentials that were issued under these grants can live, if nothing cuts them. */
  credentialsExpireAt: Date | null;
  /** Of those credentials, how many grants' AWS was seen to deny, or still is to deny. */
  cuts: { asked: number; inForce: number };
};

type Row = Omit<StopProgress, "cuts"> & { id: string; cutsAsked: number; cutsInForce: number };

/** As `core/session-lengths` judges one: until when credentials that were issued by then can live. */
const credentialsFrom = (issuedUntil: RawBuilder<unknown>) => sql`case
  when role.session_duration_minutes > 0 and role.gone_at is null then greatest(
    ${issuedUntil} + make_interval(mins => role.session_duration_minutes),
    least(${issuedUntil}, role.longer_session_held_at) + make_interval(mins => role.longer_session_minutes))
  else ${issuedUntil} + make_interval(mins => ${longestSessionMinutes}::int) end`;

/**
 * The progress of these stops, in one query. Of what is ending, credentials can be issued until AWS confirms: then they count from now. What
 * is over is not looked at one by one: of each role the last use is found by index, and the rest is kept with the stop.
 */
export const findStopProgress = async (
  db: Db,
  facts: { stopIds: readonly string[]; now: Date },
): Promise<Map<string, StopProgress>> => {
  if (facts.stopIds.length === 0) return new Map();
  const ids = sql`${[...facts.stopIds]}::uuid[]`;
  const lastUse = (isNext: RawBuilder<unknown>) => sql`
    select taken.permission_set_arn, taken.used_until from emergency_stop_grants taken
    where taken.used_until is not null and ${isNext}
    order by taken.permission_set_arn desc, taken.used_until desc limit 1`;
  const { rows } = await sql<Row>`
    with recursive used as (
      select s.id as stop_id, last.permission_set_arn, last.used_until
      from emergency_stops s cross join lateral (${lastUse(sql`taken.stop_id = s.id`)}) last where s.id = any(${ids})
      union all
      select used.stop_id, last.permission_set_arn, last.used_until from used cross join lateral
        (${lastUse(sql`taken.stop_id = used.stop_id and taken.permission_set_arn < used.permission_set_arn`)}) last
    ), going_on as (
      select taken.stop_id, g.permission_set_arn, g.activated_at, g.end_asked_at, a.attempts, a.last_error
      from emergency_stop_grants taken join grants g on g.id = taken.grant_id
      left join assignments a on a.person_id = g.person_id and a.account_id = g.account_id
        and a.permission_set_arn = g.permission_set_arn
      where taken.is_open and taken.stop_id = any(${ids})
    ), ending as (
      select stop_id, count(*)::int as count, min(end_asked_at) as since,
        (array_agg(last_error order by attempts desc) filter (where last_error is not null))[1] as last_error
      from going_on group by stop_id
    ), staying as (
      select stop_id, count(*)::int as count from emergency_stop_grants where stays and stop_id = any(${ids}) group by stop_id
    ), credentials as (
      select stop_id, max(${credentialsFrom(sql`issued_until`)}) as expire_at from (
        select stop_id, permission_set_arn, used_until as issued_until from used
        union
        select stop_id, permission_set_arn, ${facts.now}::timestamptz from going_on where activated_at is not null
      ) issued left join permission_sets role on role.arn = permission_set_arn group by stop_id
    ), cuts as (
      select stop_id, (count(*) filter (where state = 'asked'))::int as asked,
        (count(*) filter (where state = 'in-force'))::int as in_force
      from credential_cuts join emergency_stop_grants taken using (grant_id)
      where over_at is null and taken.stop_id = any(${ids}) group by stop_id
    )
    select s.id, s.taken_grants as grants, coalesce(ending.count, 0) as ending, coalesce(staying.count, 0) as on_standing,
      ending.since as ending_since, ending.last_error, credentials.expire_at as credentials_expire_at,
      coalesce(cuts.asked, 0) as cuts_asked, coalesce(cuts.in_force, 0) as cuts_in_force
    from emergency_stops s
    left join ending on ending.stop_id = s.id left join staying on staying.stop_id = s.id
    left join credentials on credentials.stop_id = s.id left join cuts on cuts.stop_id = s.id
    where s.id = any(${ids})`.execute(db);
  return new Map(
    rows.map(({ id, cutsAsked: asked, cutsInForce: inForce, ...row }) => [id, { ...row, cuts: { asked, inForce } }]),
  );
};

/** What a stop of this scope would meet, or has not come to yet. */
export const countWithin = async (db: Db, scope: EmergencyStop["scope"]) => {
  const { rows } = await sql<Record<"people" | "scheduled" | "activating" | "active" | "ending" | "requests", number>>`
    select count(distinct person_id)::int as people,
      (count(*) filter (where state = 'scheduled'))::int as scheduled,
      (count(*) filter (where state = 'activating'))::int as activating,
      (count(*) filter (where state = 'active'))::int as active,
      (count(*) filter (where state = 'ending'))::int as ending,
      (select count(*)::int from requests where state = 'pending' and ${requestsWithin(scope)}) as requests
    from grants where state in ('scheduled', 'activating', 'active', 'ending') and ${grantsWithin(scope)}`.execute(db);
  const { people = 0, requests = 0, scheduled = 0, activating = 0, active = 0, ending = 0 } = rows[0] ?? {};
  return { people, requests, grants: { scheduled, activating, active, ending } };
};

/** What is left of the stop to do before the engine can go on with it; nothing once it was carried out. */
export const countLeft = async (db: Db, stop: EmergencyStop) => {
  if (stop.carriedOutAt !== null || !holdsNow(stop)) return { grants: 0, requests: 0 };
  const { grants, requests } = await countWithin(db, stop.scope);
  return { grants: grants.scheduled + grants.activating + grants.active, requests };
};

/** The first of the grants that a stop of this scope would end, those that can be used first. */
export const sampleWithin = (db: Db, facts: { scope: EmergencyStop["scope"]; limit: number }) =>
  db
    .selectFrom("grants")
    .select(["id", "requestId", "personId", "accountId", "permissionSetArn", "state", "endsAt", "onStanding"])
    .where("state", "in", ["scheduled", "activating", "active", "ending"])
    .where(grantsWithin(facts.scope))
    .orderBy(sql`state = 'scheduled'`)
    .orderBy("endsAt")
    .orderBy("id")
    .limit(facts.limit)
    .execute();

/** Until when credentials that can be issued under these grants now could live, after a stop at this moment. */
export const findLongestCredentials = async (
  db: Db,
  facts: { scope: EmergencyStop["scope"]; now: Date },
): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    select max(${credentialsFrom(sql`${facts.now}::timestamptz`)}) as at
    from grants left join permission_sets role on role.arn = grants.permission_set_arn
    where grants.state in ('activating', 'active', 'ending') and ${grantsWithin(facts.scope)}`.execute(db);
  return rows[0]?.at ?? null;
};

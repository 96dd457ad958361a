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

/** The progress of these stops, in one query. Of what is ending, credentials can be issued until AWS confirms: then they count from now. */
export const findStopProgress = async (
  db: Db,
  facts: { stopIds: readonly string[]; now: Date },
): Promise<Map<string, StopProgress>> => {
  if (facts.stopIds.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select taken.stop_id as id, count(*)::int as grants,
      (count(*) filter (where g.state = 'ending'))::int as ending,
      (count(*) filter (where g.kept = 'standing'))::int as on_standing,
      min(g.end_asked_at) filter (where g.state = 'ending') as ending_since,
      (array_agg(a.last_error order by a.attempts desc)
        filter (where g.state = 'ending' and a.last_error is not null))[1] as last_error,
      max(${credentialsFrom(sql`coalesce(g.ended_at, ${facts.now}::timestamptz)`)})
        filter (where g.activated_at is not null and (g.kept is null or g.kept = 'account-gone')) as credentials_expire_at,
      (count(*) filter (where cut.state = 'asked'))::int as cuts_asked,
      (count(*) filter (where cut.state = 'in-force'))::int as cuts_in_force
    from emergency_stop_grants taken
    join grants g on g.id = taken.grant_id
    left join assignments a on g.state = 'ending' and a.person_id = g.person_id and a.account_id = g.account_id
      and a.permission_set_arn = g.permission_set_arn
    left join permission_sets role on role.arn = g.permission_set_arn
    left join credential_cuts cut on cut.grant_id = g.id
    where taken.stop_id = any(${[...facts.stopIds]}::uuid[])
    group by taken.stop_id`.execute(db);
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

import { sql } from "kysely";
import type { Db } from "./database.ts";
import { isHolding } from "./emergency-holds.ts";

export type StopFigures = {
  /** Stops that hold anything at this moment. */
  holding: number;
  /** Stops that were not carried out, or of whose ends AWS has not confirmed all. */
  unsettled: number;
  /** What can still be used, or was not confirmed gone, of what those are about; each grant once. */
  grants: number;
  /** When the oldest of those was asked for. */
  since: Date | null;
  /** What stood in the way of carrying one of them out, last. */
  lastError: string | null;
};

/**
 * What emergency stops have not brought about yet, lifted or not. Read from what is open: grants that are ending, and stops that are not carried
 * out with the grants that are not over; what stops took away before is never looked at.
 */
export const measureStops = async (db: Db): Promise<StopFigures> => {
  const { rows } = await sql<StopFigures>`
    with unfinished as (
      select id, scope_kind, scope_id, asked_at, last_error from emergency_stops where carried_out_at is null
    ), there as (
      select taken.grant_id, s.id, s.asked_at
      from emergency_stop_grants taken join emergency_stops s on s.id = taken.stop_id
      where taken.is_open
      union
      select g.id, s.id, s.asked_at
      from unfinished s join grants g on g.state in ('activating', 'active', 'ending') and case s.scope_kind
        when 'person' then g.person_id = s.scope_id when 'account' then g.account_id = s.scope_id
        when 'permission-set' then g.permission_set_arn = s.scope_id else true end
    ), behind as (select id, asked_at from there union select id, asked_at from unfinished)
    select (select count(*)::int from emergency_stops where ${isHolding}) as holding,
      (select count(*)::int from behind) as unsettled,
      (select count(distinct grant_id)::int from there) as grants,
      (select min(asked_at) from behind) as since,
      (select last_error from unfinished where last_error is not null order by asked_at limit 1) as last_error`.execute(
    db,
  );
  return rows[0] ?? { holding: 0, unsettled: 0, grants: 0, since: null, lastError: null };
};

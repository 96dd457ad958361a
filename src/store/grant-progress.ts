import { sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import type { Db } from "./database.ts";

/** How the work on a grant's assignment goes, while there is work. */
export type GrantProgress = {
  /** Troubles in a row; 0 when all is well. */
  attempts: number;
  lastError: string | null;
  nextTryAt: Date | null;
  /** How many assignments are worked on before this one: 0 when it is being worked on. */
  placeInLine: number;
  /** Since when AWS should have removed it. */
  unconfirmedSince: Date | null;
};

type Row = GrantProgress & { id: string };

/** The progress of those grants that AWS has something to do for; the others are not in the answer. One query, however many there are. */
export const findGrantProgress = async (
  db: Db,
  facts: { grants: readonly Grant[]; now: Date },
): Promise<Map<string, GrantProgress>> => {
  const working = facts.grants.filter(({ state }) => state === "activating" || state === "ending").map(({ id }) => id);
  if (working.length === 0) return new Map();
  const result = await sql<Row>`
    select g.id, a.attempts, a.last_error, a.next_at as next_try_at, a.unwanted_since as unconfirmed_since,
      case when a.operation_kind is not null or a.lease_until > ${facts.now} then 0
        else (
          select count(*)::int from assignments ahead
          where ahead.next_at <= ${facts.now} and ahead.operation_kind is null
            and (ahead.lane = 'end', a.next_at, a.person_id, a.account_id, a.permission_set_arn)
              > (a.lane = 'end', ahead.next_at, ahead.person_id, ahead.account_id, ahead.permission_set_arn)
        ) end as place_in_line
    from grants g
    join assignments a using (person_id, account_id, permission_set_arn)
    where g.id = any(${working}::uuid[])`.execute(db);
  return new Map(result.rows.map(({ id, ...progress }) => [id, progress]));
};

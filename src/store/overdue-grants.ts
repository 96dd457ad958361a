import { sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import type { Db } from "./database.ts";

export type OverdueGrant = Pick<Grant, "id" | "requestId" | "personId" | "accountId"> & {
  kind: "grant.removal-unconfirmed" | "grant.activation-unconfirmed";
};

/**
 * Grants of which nobody was told that AWS has not confirmed what was due before that instant. Their access should be gone: those that end, and
 * those that failed while something of ours may have been made. Or it should be there: those that activate. Read from the grants themselves,
 * whatever the engine does with their rows; what should be gone first.
 */
export const findOverdue = async (db: Db, facts: { before: Date; limit: number }): Promise<OverdueGrant[]> => {
  const { rows } = await sql<OverdueGrant>`
    select id, request_id, person_id, account_id, kind from (
      select g.*, 'grant.removal-unconfirmed' as kind from grants g
        where g.state = 'ending' and g.end_asked_at <= ${facts.before}
      union all
      select g.*, 'grant.removal-unconfirmed' from assignments a join grants g using (person_id, account_id, permission_set_arn)
        where a.unwanted_since <= ${facts.before} and g.state = 'failed' and g.ended_at >= a.unwanted_since
      union all
      select g.*, 'grant.activation-unconfirmed' from grants g
        where g.state = 'activating' and coalesce(g.found_gone_at, g.starts_at) <= ${facts.before}
    ) as late
    where not exists (select 1 from notices n where n.dedup_key = late.kind || ':' || late.id)
    order by kind desc, id limit ${facts.limit}`.execute(db);
  return rows;
};

import { sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import type { Db } from "./database.ts";

export type OverdueGrant = Pick<Grant, "id" | "requestId" | "personId" | "accountId">;

/**
 * Grants whose access AWS has not confirmed gone since before that instant and whom nobody was told of: those that end, and those that
 * failed while something of ours may have been made. Read from the grants themselves, whatever the engine does with their rows.
 */
export const findOverdueRemovals = async (db: Db, facts: { before: Date; limit: number }): Promise<OverdueGrant[]> => {
  const { rows } = await sql<OverdueGrant>`
    select id, request_id, person_id, account_id from (
      select g.* from grants g where g.state = 'ending' and g.end_asked_at <= ${facts.before}
      union all
      select g.* from assignments a join grants g using (person_id, account_id, permission_set_arn)
        where a.unwanted_since <= ${facts.before} and g.state = 'failed' and g.ended_at >= a.unwanted_since
    ) as late
    where not exists (select 1 from notices n where n.dedup_key = 'grant.removal-unconfirmed:' || late.id)
    order by id limit ${facts.limit}`.execute(db);
  return rows;
};

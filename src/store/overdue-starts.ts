import { sql } from "kysely";
import type { Db } from "./database.ts";
import type { OverdueGrant } from "./overdue-removals.ts";

/** Grants that should have started before that instant, that AWS has not confirmed, and of which nobody was told. */
export const findOverdueStarts = async (db: Db, facts: { before: Date; limit: number }): Promise<OverdueGrant[]> => {
  const { rows } = await sql<OverdueGrant>`
    select id, request_id, person_id, account_id from grants g
    where g.state = 'activating' and coalesce(g.found_gone_at, g.starts_at) <= ${facts.before}
      and not exists (select 1 from notices n where n.dedup_key = 'grant.activation-unconfirmed:' || g.id)
    order by id limit ${facts.limit}`.execute(db);
  return rows;
};

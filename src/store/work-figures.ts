import { sql } from "kysely";
import type { GrantState } from "../core/grant.ts";
import type { Db } from "./database.ts";

export type WorkFigures = { grants: { state: GrantState; count: number }[]; requestsPending: number };

/** How much is not over, by two partial indexes. */
export const measureWork = async (db: Db): Promise<WorkFigures> => {
  const grants = await sql<{ state: GrantState; count: number }>`
    select state, count(*)::int as count from grants
    where state in ('scheduled', 'activating', 'active', 'ending') group by state`.execute(db);
  const pending = await sql<{ count: number }>`
    select count(*)::int as count from requests where state = 'pending'`.execute(db);
  return { grants: grants.rows, requestsPending: pending.rows[0]?.count ?? 0 };
};

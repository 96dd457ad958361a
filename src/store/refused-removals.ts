import { sql } from "kysely";
import { givesWayFrom, refusedWorthCounting } from "../core/reconciliation.ts";
import type { Db } from "./database.ts";

/** How many removals AWS refuses time and again; of very many, no more than are worth counting. */
export const countRefused = async (db: Db): Promise<number> => {
  // Written out, because an index is chosen by it.
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from assignments where refusals >= ${sql.raw(String(givesWayFrom))} limit ${refusedWorthCounting}) as refused`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
};

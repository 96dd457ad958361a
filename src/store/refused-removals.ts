import { sql } from "kysely";
import { givesWayFrom, refusedWorthCounting } from "../core/reconciliation.ts";
import type { Db } from "./database.ts";

/** Of more than these nobody looks which are asked for rarely anyway. */
const lookedThrough = 8 * refusedWorthCounting;

/**
 * How many removals AWS refuses time and again; of very many, no more than are worth counting. Those of accounts where nobody gets in and of
 * people who are gone are left out, because they are tried more rarely.
 */
export const countRefused = async (db: Db): Promise<number> => {
  // Written out, because an index is chosen by it.
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from (
      select person_id, account_id from assignments where refusals >= ${sql.raw(String(givesWayFrom))} limit ${lookedThrough}
    ) as refused
    where not exists (select from accounts where id = refused.account_id and state <> 'ACTIVE')
      and not exists (select from people where id = refused.person_id and gone_at is not null)
    limit ${refusedWorthCounting}) as counted`.execute(db);
  return rows[0]?.count ?? 0;
};

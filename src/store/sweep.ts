import { sql } from "kysely";
import type { Db } from "./database.ts";

/**
 * Has the engine look at every tuple that has an open grant and nothing planned, whatever made that happen: a row lost in a restore, a
 * bug of ours. Answers how many there were; in a healthy system that is none.
 */
export const planForgottenLooks = async (db: Db, now: Date): Promise<number> => {
  const result = await sql`
    insert into assignments (person_id, account_id, permission_set_arn, next_at)
    select distinct g.person_id, g.account_id, g.permission_set_arn, ${now}::timestamptz from grants g
    left join assignments a using (person_id, account_id, permission_set_arn)
    where g.state in ('scheduled', 'activating', 'active', 'ending')
      and a.next_at is null and (a.lease_until is null or a.lease_until <= ${now})
    on conflict (person_id, account_id, permission_set_arn) do update
      set next_at = excluded.next_at where assignments.next_at is null`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
};

/** Gives up every lease: for a database that only one process can have open, when that process starts. */
export const dropLeases = (db: Db) =>
  db.updateTable("assignments").set({ leaseHolder: null, leaseUntil: null }).where("leaseUntil", "is not", null).execute();

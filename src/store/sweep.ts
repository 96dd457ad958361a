import { sql } from "kysely";
import { addMilliseconds } from "../core/time.ts";
import type { Db } from "./database.ts";

/** Nothing that is under way is planned further ahead than this, and no lease lasts so long: a clock was set back since. */
const absurdMs = 5 * 60_000;

/**
 * Has the engine look at every tuple that has an open grant, something of ours or an operation, and nothing planned or a plan that
 * only a clock set back can have made, whatever made that happen: a row lost in a restore, a bug of ours; and at everything that was set aside because its account had left the
 * organisation, and is back. Answers how many there were; in a healthy system that is none.
 */
export const planForgottenLooks = async (db: Db, now: Date): Promise<number> => {
  const absurd = addMilliseconds(now, absurdMs);
  const withGrants = await sql`
    insert into assignments (person_id, account_id, permission_set_arn, next_at)
    select distinct g.person_id, g.account_id, g.permission_set_arn, ${now}::timestamptz from grants g
    left join assignments a using (person_id, account_id, permission_set_arn)
    where g.state in ('scheduled', 'activating', 'active', 'ending')
      and a.next_at is null and (a.lease_until is null or a.lease_until <= ${now})
    order by 1, 2, 3
    on conflict (person_id, account_id, permission_set_arn) do update
      set next_at = excluded.next_at where assignments.next_at is null`.execute(db);
  const others = await sql`
    update assignments set next_at = ${now}, lease_holder = null, lease_until = null,
      lane = case when set_aside_at is null then lane else 'end' end
    where ctid in (
      select ctid from assignments
      where (next_at is null and set_aside_at is null and (ownership = 'ours' or operation_kind is not null)
          and (lease_until is null or lease_until <= ${now}))
        or ((operation_kind is not null or unwanted_since is not null) and next_at > ${absurd})
        or lease_until > ${absurd}
        or (set_aside_at is not null and next_at is null and exists (
          select 1 from accounts where accounts.id = assignments.account_id and accounts.gone_at is null))
      for update skip locked)`.execute(db);
  return Number(withGrants.numAffectedRows ?? 0n) + Number(others.numAffectedRows ?? 0n);
};

/** Gives up every lease: for a database that only one process can have open, when that process starts. */
export const dropLeases = async (db: Db): Promise<void> => {
  for (const table of ["assignments", "activityReadings"] as const)
    await db
      .updateTable(table)
      .set({ leaseHolder: null, leaseUntil: null })
      .where("leaseUntil", "is not", null)
      .execute();
};

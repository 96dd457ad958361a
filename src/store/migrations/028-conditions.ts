// On what policies access rests, so that losing it can be told with its cause; and removals that wait for an account to come back.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table requests add column grounds jsonb not null default '[]'`.execute(db);
  await sql`
    alter table grants add column grounds jsonb not null default '[]', add column end_causes jsonb not null default '[]'`.execute(
    db,
  );
  await sql`alter table grants drop constraint if exists grants_kept_check`.execute(db);
  await sql`
    alter table grants add constraint grants_kept_check
    check (kept in ('by-another-grant', 'standing', 'account-gone'))`.execute(db);
  await sql`alter table assignments add column set_aside_at timestamptz`.execute(db);
  await sql`create index assignments_set_aside on assignments (account_id) where set_aside_at is not null`.execute(db);
};

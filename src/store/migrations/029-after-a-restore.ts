// After a restore to an earlier moment: what the policy that cuts credentials was first found to deny stays denied while anything cut in
// the lost time can live; and the search for what AWS made in that time goes on where it was.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    alter table restores add column cuts_seen_at timestamptz, add column kept_policy text, add column listed_at timestamptz,
      add check (kept_policy is null or cuts_seen_at is not null)`.execute(db);
  await sql`
    create table forgotten_creations (
      operation_id text primary key, created_at timestamptz not null, tried_at timestamptz, searched_at timestamptz
    )`.execute(db);
  await sql`
    create index forgotten_creations_left on forgotten_creations (tried_at nulls first, created_at, operation_id)
    where searched_at is null`.execute(db);
};

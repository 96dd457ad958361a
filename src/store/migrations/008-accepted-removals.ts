// An admin's word that much has truly vanished from AWS waits here for the sync that it is for.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table accepted_removals (
      id int primary key check (id = 1), person_id text not null, accepted_at timestamptz not null
    )`.execute(db);
};

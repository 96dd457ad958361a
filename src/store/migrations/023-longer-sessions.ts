// Credentials keep the session duration under which they were issued: a longer one that a permission set had is remembered.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    alter table permission_sets add column longer_session_minutes integer, add column longer_session_held_at timestamptz,
      add check ((longer_session_minutes is null) = (longer_session_held_at is null))`.execute(db);
};

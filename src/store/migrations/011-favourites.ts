// What a person asks for often, marked by themself. No foreign keys into the directory: what vanished is shown as such, and can be unmarked.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table favourites (
      id uuid primary key, person_id text not null, account_id text not null, permission_set_arn text not null,
      created_at timestamptz not null, unique (person_id, account_id, permission_set_arn)
    )`.execute(db);
};

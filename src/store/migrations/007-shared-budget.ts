// What all replicas share: the pace of calls to AWS, and who is doing what only one may do.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`create table aws_budgets (service text primary key, next_free_at timestamptz not null)`.execute(db);
  await sql`create table leases (name text primary key, holder text not null, held_until timestamptz not null)`.execute(
    db,
  );
};

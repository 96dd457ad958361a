// What all replicas share: the pace of calls to AWS.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`create table aws_budgets (service text primary key, next_free_at timestamptz not null)`.execute(db);
};

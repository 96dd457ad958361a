// The newest requests of one ticket among a million, in whatever case its id was written.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create index requests_of_ticket on requests (lower(ticket), created_at desc, id desc) where ticket is not null`.execute(
    db,
  );
};

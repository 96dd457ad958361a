// A browser has one session: at the next sign-in there the one before ends, also where its cookie does not come along.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table sessions add column browser_hash text`.execute(db);
  await sql`create index sessions_of_browser on sessions (browser_hash) where browser_hash is not null`.execute(db);
};

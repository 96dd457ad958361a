// The chain is read on beyond a break: the first one found so far is kept while a reading runs, and all that people were told of.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table audit_verifications add column found jsonb`.execute(db);
  await sql`update audit_anchor set raised = jsonb_build_array(raised) where jsonb_typeof(raised) = 'object'`.execute(
    db,
  );
};

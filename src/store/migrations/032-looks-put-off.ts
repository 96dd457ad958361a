// Since when AWS cannot tell of a pair or a role, so that the looks at all others do not hide it.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table drift_pairs add column failing_since timestamptz`.execute(db);
  await sql`alter table drift_roles add column failing_since timestamptz`.execute(db);
  await sql`create index drift_pairs_failing on drift_pairs (failing_since) where failing_since is not null`.execute(
    db,
  );
};

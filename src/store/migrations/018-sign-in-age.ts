// How fresh a sign-in is, and which browser began it: deciding may need the one, and an answer counts only in the other.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  // Of sessions from before nobody knows: unknown counts as long ago.
  await sql`alter table sessions add column authenticated_at timestamptz`.execute(db);
  await sql`alter table sign_ins add column browser_hash text, add column max_age_seconds integer`.execute(db);
  await sql`alter table sign_ins drop constraint sign_ins_kind_check`.execute(db);
  await sql`
    alter table sign_ins add constraint sign_ins_kind_check check (kind in ('request', 'oidc-request', 'assertion'))`.execute(
    db,
  );
};

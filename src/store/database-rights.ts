import { sql } from "kysely";
import type { Db } from "./database.ts";

/** The number PostgreSQL gives its version: 18.4 is 180004. */
export const readDatabaseVersionNumber = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select current_setting('server_version_num')::int as number`.execute(
    db,
  );
  return rows[0]?.number ?? 0;
};

/** What this user may not do with our tables although Stint does it: `grants: update`. The audit log is never changed, only added to. */
export const findMissingTableRights = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ missing: string }>`
    select t.tablename || ': ' || p.privilege as missing
    from pg_tables t
    cross join (values ('select'), ('insert'), ('update'), ('delete')) as p(privilege)
    where t.schemaname = current_schema()
      and not (t.tablename like 'audit_events%' and p.privilege in ('update', 'delete'))
      and not has_table_privilege(format('%I.%I', t.schemaname, t.tablename), p.privilege)
    order by 1`.execute(db);
  return rows.map(({ missing }) => missing);
};

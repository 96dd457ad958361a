import { sql } from "kysely";
import type { Db } from "./database.ts";

/** The number PostgreSQL gives its version: 18.4 is 180004. */
export const readDatabaseVersionNumber = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select current_setting('server_version_num')::int as number`.execute(
    db,
  );
  return rows[0]?.number ?? 0;
};

/** A read replica answers every question and takes no change. */
export const isReadReplica = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ replica: boolean }>`select pg_is_in_recovery() as replica`.execute(db);
  return rows[0]?.replica ?? false;
};

/** What this user may not do in the schema of the job engine, which makes a table there for each new queue: `pgboss: create`. */
export const findMissingSchemaRights = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ missing: string }>`
    select n.nspname || ': ' || p.privilege as missing
    from pg_namespace n
    cross join (values ('usage'), ('create')) as p(privilege)
    where n.nspname = 'pgboss' and not has_schema_privilege(n.oid, p.privilege)
    order by 1`.execute(db);
  return rows.map(({ missing }) => missing);
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

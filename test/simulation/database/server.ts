import type { PGlite } from "@electric-sql/pglite";
import { openPglite } from "../../../src/store/database.ts";
import { pgliteTemplate } from "../../template.ts";
import { prepareStatements, type RunStatement } from "./prepared-statements.ts";

/** One embedded PostgreSQL for every history of this process: each begins with what was there when it was told to remember. */
export type DatabaseServer = {
  pglite: PGlite;
  run: RunStatement;
  remember(): Promise<void>;
  reset(): Promise<void>;
  close(): Promise<void>;
};

export const openDatabaseServer = async (): Promise<DatabaseServer> => {
  const database = await openPglite({ from: await pgliteTemplate() });
  if (database.kind !== "pglite") throw new Error("not embedded");
  const { pglite } = database;
  const { rows: tables } = await pglite.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`,
  );
  const names = tables.map(({ name }) => name);
  let kept: { name: string; rows: string }[] = [];

  const remember = async () => {
    kept = [];
    for (const name of names) {
      const { rows } = await pglite.query<{ rows: string | null }>(`select json_agg(t)::text as rows from ${name} t`);
      if (rows[0]?.rows) kept.push({ name, rows: rows[0].rows });
    }
  };

  const reset = async () => {
    await pglite.exec("rollback").catch(() => undefined);
    await pglite.exec("select pg_advisory_unlock_all()");
    // What keeps the audit log from being emptied are triggers: only who owns the server can put them aside.
    await pglite.exec(`set session_replication_role = replica; truncate ${names.join(", ")} cascade`);
    for (const { name, rows } of kept)
      await pglite.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`, [rows]);
    await pglite.exec("set session_replication_role = origin");
  };
  await pglite.exec("set plan_cache_mode = force_generic_plan");
  return { pglite, run: prepareStatements(pglite), remember, reset, close: database.close };
};

import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openPglite, openPostgres } from "../src/store/database.ts";
import { guardTransactions, takeMisuse } from "./guard-transactions.ts";
import { pgliteTemplate } from "./template.ts";

/** Whether this run is on a real PostgreSQL server: what concerns locking can be proved only there. */
export const onPostgres = process.env.STINT_TEST_POSTGRES_URL !== undefined;
if (onPostgres) guardTransactions();

/** Read when used: a benchmark starts its server after everything is imported. */
const adminUrl = () => process.env.STINT_TEST_POSTGRES_URL;

const runAsAdmin = async (statement: string) => {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * A migrated, empty database of its own for one test file: embedded by default, on the test server when the run is on PostgreSQL, where
 * a transaction is guarded against the outer db. Close it when done, which fails if the guard had to throw.
 */
export const openTestDatabase = async (): Promise<Database> => {
  const server = adminUrl();
  if (!server) return openPglite({ from: await pgliteTemplate() });
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runAsAdmin(`create database ${name} template stint_template`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres({ url: url.href });
  return {
    ...database,
    close: async () => {
      await database.close();
      await runAsAdmin(`drop database if exists ${name} with (force)`);
      const misuse = takeMisuse();
      if (misuse) throw misuse;
    },
  };
};

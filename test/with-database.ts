import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openPglite, openPostgres } from "../src/store/database.ts";
import { pgliteTemplate } from "./template.ts";

/** Whether this run is on a real PostgreSQL server: what concerns locking can be proved only there. */
export const onPostgres = process.env.STINT_TEST_POSTGRES_URL !== undefined;

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
 * A migrated, empty database of its own for one test file: embedded by default, on the test server when the run is on PostgreSQL.
 * Close it when done.
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
    },
  };
};

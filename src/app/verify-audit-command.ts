import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { verifyAudit } from "../commands/verify-audit.ts";
import { type Database, openPostgres } from "../store/database.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { readDatabaseConfig, readDemoConfig } from "./config.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { openDemoDatabase } from "./open-demo-database.ts";
import { StartProblem } from "./start-problem.ts";

const openDemo = async (): Promise<Database> => {
  const { STINT_DATA_DIR } = readDemoConfig();
  if (!existsSync(STINT_DATA_DIR)) throw new StartProblem(`There is no demo in ${resolve(STINT_DATA_DIR)} yet.`);
  const folder = lockDataDir(STINT_DATA_DIR);
  const database = await openDemoDatabase(STINT_DATA_DIR);
  const close = async () => {
    await database.close();
    folder.release();
  };
  return { ...database, close };
};

const openProduction = async (): Promise<Database> => {
  const database = openPostgres({ url: readDatabaseConfig().STINT_DATABASE_URL });
  await assertMigrated(database.db);
  return database;
};

/** `stint audit verify`: 0 when the chain is whole, 1 when it is not, with the first link that does not hold. */
export const verifyAuditOf = async (options: { demo: boolean; json: boolean }): Promise<number> => {
  const database = await (options.demo ? openDemo() : openProduction());
  try {
    const verdict = await verifyAudit(database.db);
    if (options.json) console.log(JSON.stringify(verdict));
    else if (verdict.whole)
      console.log(`The audit chain is whole: ${verdict.events} events, head ${verdict.head.slice(0, 16)}…`);
    else console.error(`The audit chain is broken at event ${verdict.seq}: ${verdict.message}.`);
    return verdict.whole ? 0 : 1;
  } finally {
    await database.close();
  }
};

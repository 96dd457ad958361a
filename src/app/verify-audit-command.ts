import { join } from "node:path";
import { type Database, openPglite, openPostgres } from "../store/database.ts";
import { readDatabaseConfig, readDemoConfig } from "./config.ts";
import { verifyAudit } from "./verify-audit.ts";

const openIt = async (isDemo: boolean): Promise<Database> =>
  isDemo
    ? openPglite({ dataDir: join(readDemoConfig().STINT_DATA_DIR, "database") })
    : openPostgres({ url: readDatabaseConfig().STINT_DATABASE_URL });

/** `stint audit verify`: 0 when the chain is whole, 1 when it is not, with the first link that does not hold. */
export const verifyAuditOf = async (options: { demo: boolean; json: boolean }): Promise<number> => {
  const database = await openIt(options.demo);
  try {
    const verdict = await verifyAudit(database.db);
    if (options.json) console.log(JSON.stringify(verdict));
    else if (verdict.whole)
      console.log(`The audit chain is whole: ${verdict.events} events, head ${verdict.head.slice(0, 16)}…`);
    else console.error(`The audit chain is broken at event ${verdict.seq}: ${verdict.problem}.`);
    return verdict.whole ? 0 : 1;
  } finally {
    await database.close();
  }
};

import { join, resolve } from "node:path";
import { type Database, openPglite } from "../store/database.ts";
import { finishRestore } from "./backup/swap-database.ts";
import { makeDatabase } from "./make-database.ts";
import { StartProblem } from "./start-problem.ts";

/** The demo's database, made if there is none yet; says so when what lies there is none. Whoever calls it holds the folder's lock. */
export const openDemoDatabase = async (stintDataDir: string): Promise<Database> => {
  const dataDir = join(stintDataDir, "database");
  finishRestore(stintDataDir);
  await makeDatabase(dataDir);
  try {
    return await openPglite({ dataDir });
  } catch (cause) {
    const message = `The database in ${resolve(dataDir)} cannot be opened. Move ${resolve(stintDataDir)} away to begin anew.`;
    throw new StartProblem(message, { cause });
  }
};

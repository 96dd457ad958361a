import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openPglite } from "../../store/database.ts";
import { lockDataDir } from "../lock-data-dir.ts";
import { openDemoDatabase } from "../open-demo-database.ts";
import { StartProblem } from "../start-problem.ts";
import { isSameMark, type Mark, markOf, spokenChain } from "./inspect-copy.ts";
import { assertMayWrite, writeWhole } from "./write-whole.ts";

type Taken = { copy: Blob; mark: Mark };

/** The database as it is while nobody else has it open. */
const copyOf = async (dataDir: string): Promise<Taken> => {
  if (!existsSync(join(dataDir, "database")))
    throw new StartProblem(`There is no database in ${resolve(dataDir)}. Is STINT_DATA_DIR right?`);
  const folder = lockDataDir(dataDir);
  try {
    const database = await openDemoDatabase(dataDir);
    try {
      if (database.kind !== "pglite") throw new Error("the embedded database is no PGlite");
      return { copy: await database.pglite.dumpDataDir("gzip"), mark: await markOf(database.db) };
    } finally {
      await database.close();
    }
  } finally {
    folder.release();
  }
};

/** Reads the copy back: one that cannot be, or says something else, is no backup. */
const readBack = async ({ copy, mark }: Taken): Promise<string> => {
  const database = await openPglite({ from: copy });
  try {
    if (!isSameMark(mark, await markOf(database.db)))
      throw new StartProblem("The backup does not say what the database says, and was not kept. Try again.");
    return await spokenChain(database.db);
  } finally {
    await database.close();
  }
};

/**
 * Writes the embedded database to the file, only after it was read back. The file is whole or not there; a process that has the
 * database open has to be stopped first, and says so.
 */
export const takeBackup = async (facts: { dataDir: string; file: string; force: boolean }): Promise<string[]> => {
  const { dataDir, file, force } = facts;
  assertMayWrite(file, force);
  const taken = await copyOf(dataDir);
  const chain = await readBack(taken);
  writeWhole(file, new Uint8Array(await taken.copy.arrayBuffer()), force);
  const size = (taken.copy.size / 1_000_000).toFixed(1);
  return [`Backed up to ${resolve(file)}, ${size} MB, and read back.`, chain];
};

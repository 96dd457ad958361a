import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openPglite } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";

const thisFile = fileURLToPath(import.meta.url);

/**
 * Makes the embedded database if there is none yet. It is made beside its place and moved there whole, so that a first start that was
 * broken off is a first start again; and in a process of its own, because what making it takes (a quarter of a gigabyte) is not given
 * back before its process ends.
 */
export const makeDatabase = async (dataDir: string): Promise<void> => {
  if (existsSync(join(dataDir, "PG_VERSION"))) return;
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(dataDir), { recursive: true });
  await promisify(execFile)(process.execPath, [thisFile, unfinished]);
  renameSync(unfinished, dataDir);
};

const [, program, unfinishedDir] = process.argv;
if (program === thisFile && unfinishedDir) {
  const database = await openPglite({ dataDir: unfinishedDir });
  await migrate(database.db);
  await database.close();
}

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Database, openPglite } from "../../store/database.ts";
import { pendingMigrations, unknownMigrations } from "../../store/migrate.ts";
import { deleteAllSessions } from "../../store/sessions.ts";
import { lockDataDir } from "../lock-data-dir.ts";
import { StartProblem } from "../start-problem.ts";
import { spokenChain } from "./inspect-copy.ts";
import { finishRestore, swapDatabase } from "./swap-database.ts";

type Facts = { dataDir: string; file: string; force: boolean; at: Date };

const noBackup = (file: string, cause?: unknown) =>
  new StartProblem(`${resolve(file)} is no backup of Stint, or a damaged one. Nothing was changed.`, { cause });

/** The copy, unpacked once to know that it is whole: PGlite would end the process over half a file, and nobody could catch it. */
const readCopy = (file: string): Blob => {
  let content: Buffer<ArrayBuffer>;
  try {
    content = readFileSync(file);
  } catch (cause) {
    throw new StartProblem(`${resolve(file)} cannot be read.`, { cause });
  }
  try {
    gunzipSync(content);
  } catch (cause) {
    throw noBackup(file, cause);
  }
  return new Blob([content]);
};

const assertMayReplace = ({ dataDir, force }: Facts) => {
  if (force || !existsSync(join(dataDir, "database"))) return;
  throw new StartProblem(
    `There is a database in ${resolve(dataDir)}. Say --force to put the backup in its place; the old one is kept beside it.`,
  );
};

/** Lays the copy out as a database, knows it for one of ours, and ends its sessions: who signed out since must not be signed in again. */
const prepare = async (database: Database, file: string): Promise<string[]> => {
  const unknown = await unknownMigrations(database.db).catch((cause) => {
    throw noBackup(file, cause);
  });
  if (unknown.length > 0)
    throw new StartProblem(
      `${resolve(file)} was made by a newer version of Stint (it has ${unknown.join(", ")}). Restore it with that version. Nothing was changed.`,
    );
  const pending = await pendingMigrations(database.db);
  if (pending.length === 0) await deleteAllSessions(database.db);
  const older = `It is of an older version of Stint, and is brought to this one at the next start (${pending.join(", ")}).`;
  return [await spokenChain(database.db), ...(pending.length > 0 ? [older] : [])];
};

/**
 * Puts the backup into the place of the embedded database. Nothing changes before it was laid out, opened and found to be one of ours; the
 * database that was there is kept beside it, and a restore that is broken off leaves one of the two in place, whole.
 */
export const restoreBackup = async (facts: Facts): Promise<string[]> => {
  const { dataDir, file } = facts;
  const copy = readCopy(file);
  const folder = lockDataDir(dataDir);
  const made = join(dataDir, "database.restoring");
  try {
    finishRestore(dataDir);
    assertMayReplace(facts);
    rmSync(made, { recursive: true, force: true });
    const database = await openPglite({ dataDir: made, from: copy }).catch((cause) => {
      throw noBackup(file, cause);
    });
    const words = await prepare(database, file).finally(() => database.close());
    const aside = swapDatabase(dataDir, made, facts.at);
    const kept = aside ? [`The database that was there is kept in ${resolve(aside)}.`] : [];
    return [`Restored ${resolve(file)} to ${resolve(dataDir)}. Everybody has to sign in again.`, ...words, ...kept];
  } finally {
    rmSync(made, { recursive: true, force: true });
    folder.release();
  }
};

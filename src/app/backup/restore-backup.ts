import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { recordRestore } from "../../commands/record-restore.ts";
import { later } from "../../core/time.ts";
import { newestEventAt } from "../../store/audit-events.ts";
import { type Database, type Db, openPglite } from "../../store/database.ts";
import { noJobs } from "../../store/jobs.ts";
import { migrate, unknownMigrations } from "../../store/migrate.ts";
import { deleteAllSessions } from "../../store/sessions.ts";
import { lockDataDir } from "../lock-data-dir.ts";
import { StartProblem } from "../start-problem.ts";
import { uuidSource } from "../system-time.ts";
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

/** A copy is as old as its newest event; told before the present where a demo's clock was ahead. */
const tellRestored = async (db: Db, at: Date): Promise<string> => {
  const restoredTo = (await newestEventAt(db)) ?? at;
  const clock = { now: () => later(at, restoredTo) };
  const ended = await recordRestore({ db, clock, ids: uuidSource(clock), jobs: noJobs }, { restoredTo });
  const count = ended === 1 ? "One access that had not begun was" : `${ended} accesses that had not begun were`;
  return `It is as of ${restoredTo.toISOString()}. ${count} ended, for what was revoked since must not begin again: ask anew for what is needed.`;
};

/**
 * Lays the copy out as a database, knows it for one of ours, and makes it safe to work from: of this version, without sessions (who signed
 * out since must not be signed in again), and without access that has not begun.
 */
const prepare = async (database: Database, facts: Facts): Promise<string[]> => {
  const { db } = database;
  const file = resolve(facts.file);
  const unknown = await unknownMigrations(db).catch((cause) => {
    throw noBackup(file, cause);
  });
  if (unknown.length > 0)
    throw new StartProblem(
      `${file} was made by a newer version of Stint (it has ${unknown.join(", ")}). Restore it with that version. Nothing was changed.`,
    );
  const chain = await spokenChain(db);
  const brought = await migrate(db);
  await deleteAllSessions(db);
  const older = `It was of an older version of Stint and was brought to this one (${brought.join(", ")}).`;
  return [chain, ...(brought.length > 0 ? [older] : []), await tellRestored(db, facts.at)];
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
    const words = await prepare(database, facts).finally(() => database.close());
    const aside = swapDatabase(dataDir, made, facts.at);
    const kept = aside ? [`The database that was there is kept in ${resolve(aside)}.`] : [];
    return [`Restored ${resolve(file)} to ${resolve(dataDir)}. Everybody has to sign in again.`, ...words, ...kept];
  } finally {
    rmSync(made, { recursive: true, force: true });
    folder.release();
  }
};

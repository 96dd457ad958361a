import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StartProblem } from "./start-problem.ts";

const busy = 5;

/** What is not kept is collected some day, and its lock with it. */
const held = new Set<DatabaseSync>();

const isBusy = (problem: unknown) => problem instanceof Error && "errcode" in problem && problem.errcode === busy;

/**
 * The folder belongs to this process alone until it is released or the process ends, however it ends: the embedded database has no
 * lock of its own, and two processes on it destroy it. The lock is one of the operating system, which a kill leaves behind no trace
 * of; Node offers such locks by its SQLite only.
 */
export const lockDataDir = (dataDir: string): { release(): void } => {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, "lock"));
  try {
    lock.exec("begin exclusive");
  } catch (problem) {
    lock.close();
    if (!isBusy(problem)) throw problem;
    const folder = resolve(dataDir);
    throw new StartProblem(`${folder} is in use by another process of Stint. Stop that one, or set STINT_DATA_DIR.`);
  }
  held.add(lock);
  const release = () => {
    held.delete(lock);
    lock.close();
  };
  return { release };
};

import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StartProblem } from "../start-problem.ts";

/** There is no such folder; or another file is in the way, and nobody said that it may go. */
export const assertMayWrite = (file: string, force: boolean): void => {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new StartProblem(`There is no folder ${folder}. Make it, or name another file.`);
  if (force || !existsSync(file)) return;
  throw new StartProblem(`${resolve(file)} is there already. Name another file, or say --force to overwrite it.`);
};

const syncFolder = (folder: string) => {
  const opened = openSync(folder, "r");
  fsyncSync(opened);
  closeSync(opened);
};

/**
 * The file is there whole and on the disk, readable by its owner only, or it is as it was before: whatever happens on the way. Without
 * `force`, a file that somebody else put there meanwhile stays.
 */
export const writeWhole = (file: string, content: Uint8Array, force: boolean): void => {
  const unfinished = `${file}.unfinished-${process.pid}`;
  rmSync(unfinished, { force: true });
  const opened = openSync(unfinished, "wx", 0o600);
  try {
    writeFileSync(opened, content);
    fsyncSync(opened);
    closeSync(opened);
    assertMayWrite(file, force);
    if (force) renameSync(unfinished, file);
    else linkSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(resolve(file)));
};

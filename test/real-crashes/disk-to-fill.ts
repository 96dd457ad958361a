import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const megabytes = 200;

/** Puts a small file system of its own at that folder, where this process may; undefined where it may not. It can be filled up and freed. */
export const diskToFill = (folder: string) => {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "stint-crashes", folder]);
  if (mounted.status !== 0) return undefined;
  const ballast = join(folder, "ballast");
  const piece = Buffer.alloc(64 * 1024);
  return {
    /** To the last byte that it takes. */
    fill: () => {
      const file = openSync(ballast, "a");
      try {
        for (;;) writeSync(file, piece);
      } catch (problem) {
        if ((problem as NodeJS.ErrnoException).code !== "ENOSPC") throw problem;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      spawnSync("umount", ["-l", folder]);
    },
  };
};

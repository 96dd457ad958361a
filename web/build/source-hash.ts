import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { webFolder } from "./folders.ts";

const sources = ["src/**/*.*", "build/*.ts", "public/**/*.*", "index.html", "vite.config.ts", "package.json"];

/** Changes whenever what the console is built from changes; times of files, which a checkout sets anew, do not matter. */
export const sourceHash = (): string => {
  const hash = createHash("sha256");
  const names = globSync(sources, { cwd: webFolder }).sort();
  for (const name of ["../package-lock.json", ...names]) hash.update(name).update(readFileSync(join(webFolder, name)));
  return hash.digest("hex");
};

import { join } from "node:path";

export const webFolder = join(import.meta.dirname, "..");
export const distFolder = join(webFolder, "dist");
/** What `dist` was built from. */
export const builtFromFile = join(distFolder, ".built-from");

import { readFileSync } from "node:fs";

/** The version of this command line; Stint's own is told by `stint system`. */
export const version: string = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;

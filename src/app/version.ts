import { readFileSync } from "node:fs";

/** The version in package.json, which is the one that was released. */
export const version: string = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const router = readFileSync(join(import.meta.dirname, "../../web/src/router.tsx"), "utf8");

/** The address of every page, as the router has it; what follows a `$` stands for an id. */
export const consolePages: string[] = [
  ...new Set([...router.matchAll(/^\s*(?:page\()?\s*"(\/[^"]*)",/gm)].map(([, path]) => path ?? "")),
].sort();
assert.ok(consolePages.length >= 4, "the pages are read from the router");

export const forAuditors = (path: string) => path.startsWith("/audit/");
export const forAdmins = (path: string) => path.startsWith("/admin/");

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Who gives tests their database, and who starts a server for those that want it for themselves. */
const givers = new Set(["test/with-database.ts", "test/postgres-server.ts"]);
const importsOfOurs = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

const read = new Map<string, string[]>();
const importsOf = (file: string): string[] => {
  const known = read.get(file);
  if (known) return known;
  const source = file.endsWith(".ts") ? readFileSync(file, "utf8") : "";
  const imports = [...source.matchAll(importsOfOurs)].map(([, path = ""]) => join(dirname(file), path));
  read.set(file, imports);
  return imports;
};

/** Whether a test file can open the tests' database: only then does a PostgreSQL server change what it proves. Seen from what it imports, near and far. */
export const opensDatabase = (file: string): boolean => {
  const seen = new Set([file]);
  for (const next of seen) {
    if (givers.has(next)) return true;
    for (const imported of importsOf(next)) seen.add(imported);
  }
  return false;
};

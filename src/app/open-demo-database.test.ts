import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readDemoConfig } from "./config.ts";
import { startDemo } from "./demo.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { openDemoDatabase } from "./open-demo-database.ts";
import { StartProblem } from "./start-problem.ts";
import { verifyAuditOf } from "./verify-audit-command.ts";

let dataDir: string;
before(() => {
  dataDir = mkdtempSync(join(tmpdir(), "stint-demo-"));
});
after(() => {
  rmSync(dataDir, { recursive: true, force: true });
  delete process.env.STINT_DATA_DIR;
});

const says = (words: RegExp) => (problem: unknown) => problem instanceof StartProblem && words.test(problem.message);

test("neither a second demo nor the audit command opens a folder that a demo has", async () => {
  process.env.STINT_DATA_DIR = dataDir;
  const folder = lockDataDir(dataDir);
  try {
    await assert.rejects(startDemo(readDemoConfig()), says(/in use by another process/));
    await assert.rejects(verifyAuditOf({ demo: true, json: false }), says(/in use by another process/));
  } finally {
    folder.release();
  }
});

test("what is no database is left as it is, and said to be none", async () => {
  mkdirSync(join(dataDir, "database"));
  writeFileSync(join(dataDir, "database", "PG_VERSION"), "garbage");
  await assert.rejects(openDemoDatabase(dataDir), says(/cannot be opened\. Move .* away/));
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { lockDataDir } from "./lock-data-dir.ts";
import { StartProblem } from "./start-problem.ts";

let dataDir: string;
before(() => {
  dataDir = mkdtempSync(join(tmpdir(), "stint-lock-"));
});
after(() => rmSync(dataDir, { recursive: true, force: true }));

const isInUse = (problem: unknown) =>
  problem instanceof StartProblem && /in use by another process/.test(problem.message);

test("a data folder is one process's at a time, and free again once released", () => {
  const held = lockDataDir(dataDir);
  assert.throws(() => lockDataDir(dataDir), isInUse);
  held.release();
  lockDataDir(dataDir).release();
});

test("a process that was killed leaves the folder free", async () => {
  const program = `
    import { lockDataDir } from ${JSON.stringify(new URL("./lock-data-dir.ts", import.meta.url).href)};
    lockDataDir(${JSON.stringify(dataDir)});
    globalThis.gc();
    process.stdout.write("held");
    setInterval(() => undefined, 1000);`;
  const holder = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  const ended = once(holder, "exit");
  try {
    assert.throws(() => lockDataDir(dataDir), isInUse);
  } finally {
    holder.kill("SIGKILL");
    await ended;
  }
  lockDataDir(dataDir).release();
});

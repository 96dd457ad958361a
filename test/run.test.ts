import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";

const imports = 'import assert from "node:assert/strict"; import { describe, it, test } from "node:test";';
const files = {
  "good.test.ts":
    'describe("a", () => { it("b", async () => {}); it("c", async (t) => { await t.test("d", () => {}); }); });',
  "wrong.test.ts": 'test("one", () => assert.equal(1, 2));',
  "nested.test.ts": 'describe("a", () => { it("b", async () => { await null; assert.fail("no"); }); });',
  "stray-rejection.test.ts":
    'test("leaves something behind", async () => { await null; void (async () => { await null; throw new Error("stray"); })(); await new Promise((resolve) => setTimeout(resolve, 20)); });',
  "stray-exception.test.ts":
    'test("throws later", async () => { await null; setTimeout(() => { throw new Error("late"); }, 5); await new Promise((resolve) => setTimeout(resolve, 50)); });',
  "in-a-hook.test.ts":
    'import { after } from "node:test"; after(async () => { await null; throw new Error("after"); }); test("is good", () => {});',
  "broken.test.ts": 'throw new Error("not even loaded");',
  "ended.test.ts": 'test("ends the process", async () => { await null; process.exit(3); });',
};

test("every way in which a test file can fail fails the run, and the file is named", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "stint-run-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.entries(files).map(([name, source]) => {
    writeFileSync(join(folder, name), `${imports}\n${source}\n`);
    return join(folder, name);
  });
  // Inside a test of Node's runner another run of it does nothing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "run.ts"), ...paths], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [told, code] = await Promise.all([text(child.stdout), new Promise((resolve) => child.once("exit", resolve))]);
  assert.equal(code, 1);
  const failed = [...told.matchAll(/failed in embedded: .*\/(.*)/g)].map(([, name]) => name).sort();
  assert.deepEqual(
    failed,
    Object.keys(files)
      .filter((name) => name !== "good.test.ts")
      .sort(),
    told,
  );
});

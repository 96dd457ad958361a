import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";

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
  "empty.test.ts": "",
  "empty-suite.test.ts": 'describe("of nothing", () => {});',
  "ended-well.test.ts":
    'test("is good", () => {}); test("ends the process", async () => { await null; process.exit(0); }); test("is wrong", () => assert.fail("no"));',
  "skipped.test.ts": 'test("skips", { skip: "has its reason" }, () => assert.fail("no"));',
};
const good = ["good.test.ts", "skipped.test.ts"];
const hanging = {
  "left-open.test.ts": 'import { createServer } from "node:net"; test("is good", () => { createServer().listen(0); });',
  "endless.test.ts": 'test("never ends", () => { for (;;); });',
};

/** What a run of these files tells, whether it is good, and which it says have failed. */
const runOf = async (facts: { files: Record<string, string>; context: TestContext; settings?: string[] }) => {
  const folder = mkdtempSync(join(tmpdir(), "stint-run-"));
  facts.context.after(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.entries(facts.files).map(([name, source]) => {
    writeFileSync(join(folder, name), `${imports}\n${source}\n`);
    return join(folder, name);
  });
  // That this is itself a test is handed down to it, as a shell hands down what it was given.
  const child = spawn(process.execPath, [join(import.meta.dirname, "run.ts"), ...(facts.settings ?? []), ...paths], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [told, code] = await Promise.all([text(child.stdout), new Promise((resolve) => child.once("exit", resolve))]);
  const failed = [...told.matchAll(/failed in embedded: .*\/([\w.-]+)/g)].map(([, name]) => name).sort();
  return { told, code, failed };
};

test("every way in which a test file can fail, or tell nothing, fails the run, and the file is named", async (context) => {
  assert.notEqual(process.env.NODE_TEST_CONTEXT, undefined);
  const { told, code, failed } = await runOf({ files, context });
  assert.equal(code, 1);
  const bad = Object.keys(files).filter((name) => !good.includes(name));
  assert.deepEqual(failed, bad.sort(), told);
  for (const silent of ["empty", "empty-suite", "ended-well"])
    assert.match(told, new RegExp(`/${silent}\\.test\\.ts \\(it told of no test`));
});

test("a file that does not end is given up after its time, fails the run and is named", async (context) => {
  const { told, code, failed } = await runOf({ files: hanging, context, settings: ["--file-timeout-ms", "1500"] });
  assert.equal(code, 1);
  assert.deepEqual(failed, Object.keys(hanging).sort(), told);
  assert.equal(told.match(/Error: Given up: the file had not ended after 1\.5 s\./g)?.length, 2, told);
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { consoleFiles } from "./console-files.ts";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "stint-console-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  for (const name of ["main-abcd1234.js", "main-abcd1234.js.br", "main-abcd1234.js.gz", "notes.txt"])
    writeFileSync(join(folder, "assets", name), name);
  writeFileSync(join(folder, "secret.js"), "secret");
});
after(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (asset: { body: Uint8Array } | undefined) => asset && Buffer.from(asset.body).toString();

test("an asset is served in the best form that the browser takes", async () => {
  const files = consoleFiles(folder);
  assert.equal(files.isBuilt, true);
  for (const [accepts, encoding, served] of [
    ["gzip, deflate, br", "br", "main-abcd1234.js.br"],
    ["gzip", "gzip", "main-abcd1234.js.gz"],
    ["", undefined, "main-abcd1234.js"],
  ] as const) {
    const asset = await files.findAsset("main-abcd1234.js", accepts);
    assert.deepEqual([asset?.encoding, textOf(asset)], [encoding, served]);
  }
});

test("nothing but the assets is served, however it is spelled", async () => {
  const files = consoleFiles(folder);
  for (const name of ["../secret.js", "..%2fsecret.js", "notes.txt", "main-abcd1234.js.br", "nothing.js", "__proto__"])
    assert.equal(await files.findAsset(name, "br"), undefined, name);
});

test("without a build there is nothing, and nothing breaks", async () => {
  const files = consoleFiles(join(folder, "absent"));
  assert.equal(files.isBuilt, false);
  assert.equal(await files.findAsset("main-abcd1234.js", "br"), undefined);
});

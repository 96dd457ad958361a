import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { attributeMappings, exampleUrl, samlGuide } from "./saml-guide.ts";

test("the guide names the very addresses that Stint expects", () => {
  const guide = samlGuide("https://stint.acme.example:8443");
  assert.match(guide, /Application ACS URL +https:\/\/stint\.acme\.example:8443\/auth\/saml\/acs\n/);
  assert.match(guide, /Application SAML audience +https:\/\/stint\.acme\.example:8443\/auth\/saml\/metadata\n/);
  assert.doesNotMatch(guide, /stint\.example\.com/);
});

test("the guide in the docs is the guide that is printed", async () => {
  const docs = await readFile(join(import.meta.dirname, "../../../docs/sign-in.md"), "utf8");
  assert.ok(docs.includes(`\`\`\`text\n${samlGuide(exampleUrl)}\n\`\`\``), "docs/sign-in.md holds another guide");
  for (const { attribute, mapsTo } of attributeMappings)
    assert.ok(docs.includes(`\`${attribute}\` | \`${mapsTo}\``), attribute);
});

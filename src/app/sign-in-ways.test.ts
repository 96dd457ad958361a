import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ConfigurationProblem, readServeConfig } from "./config.ts";
import { assertMetadataFile } from "./sign-in-ways.ts";

test("a metadata file that cannot be used is said at start, with why", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "metadata.xml");
  await writeFile(file, '<EntityDescriptor entityID="https://idp.example"></EntityDescriptor>');
  const config = readServeConfig({
    STINT_DATABASE_URL: "postgresql://stint@db/stint",
    STINT_PUBLIC_URL: "https://stint.example.com",
    STINT_SAML_METADATA_FILE: file,
  });
  await assert.rejects(assertMetadataFile(config), (problem: unknown) => {
    assert.ok(problem instanceof ConfigurationProblem);
    assert.match(problem.message, /^STINT_SAML_METADATA_FILE: .*no signing certificate/);
    return true;
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it, type TestContext } from "node:test";
import { startSimulator } from "../simulator/start.ts";
import { idpMetadataSource } from "./idp-metadata-source.ts";

const hourMs = 3_600_000;

const standingClock = () => {
  let now = new Date("2031-05-05T10:00:00.000Z");
  return {
    now: () => now,
    advance: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
};

const portalMetadata = async (t: TestContext) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  return { url: `${simulator.url}/portal/saml/metadata`, issuer: `${simulator.url}/portal/saml` };
};

it("reads the portal's metadata from its address, from text and from a file alike", async (t) => {
  const { url, issuer } = await portalMetadata(t);
  const text = await (await fetch(url)).text();
  const folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "metadata.xml");
  await writeFile(file, text);
  const clock = standingClock();
  const [first, ...others] = await Promise.all(
    [{ url }, { text }, { file }].map((from) => idpMetadataSource(from, clock)()),
  );
  assert.equal(first?.entityId, issuer);
  assert.equal(first.ssoUrl, `${issuer}/sso`);
  for (const other of others) assert.deepEqual(other, first);
});

it("notices a new certificate within the hour, and keeps the old ones while nobody answers", async (t) => {
  const { url } = await portalMetadata(t);
  const text = await (await fetch(url)).text();
  const folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "metadata.xml");
  await writeFile(file, text);
  const clock = standingClock();
  const read = idpMetadataSource({ file }, clock);
  const before = await read();
  await writeFile(file, text.replace(/entityID="[^"]*"/, 'entityID="https://renamed.example"'));
  clock.advance(hourMs - 1);
  assert.deepEqual(await read(), before);
  clock.advance(1);
  assert.equal((await read()).entityId, "https://renamed.example");
  await writeFile(file, "not xml");
  clock.advance(hourMs);
  assert.equal((await read()).entityId, "https://renamed.example");
});

it("is read again sooner for who asks, and says why when it cannot be", async (t) => {
  const { url } = await portalMetadata(t);
  const folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "metadata.xml");
  await writeFile(file, await (await fetch(url)).text());
  const clock = standingClock();
  const warnings: unknown[] = [];
  const read = idpMetadataSource({ file }, clock, (problem) => warnings.push(problem));
  const before = await read();
  clock.advance(59_999);
  assert.equal(await read({ maxAgeMs: 60_000 }), before);
  clock.advance(1);
  const reread = await read({ maxAgeMs: 60_000 });
  assert.deepEqual(reread, before);
  assert.notEqual(reread, before);
  await writeFile(file, "<html></html>");
  clock.advance(hourMs);
  assert.equal(await read(), reread);
  assert.match(String(warnings), /^Error: .*EntityDescriptor/);
});

it("says why when it could never be read, and tries again the next time", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "metadata.xml");
  const read = idpMetadataSource({ file }, standingClock());
  await assert.rejects(read(), /ENOENT/);
  await writeFile(file, "<html></html>");
  await assert.rejects(read(), /EntityDescriptor/);
  const { url } = await portalMetadata(t);
  await writeFile(file, await (await fetch(url)).text());
  assert.match((await read()).entityId, /^http:/);
});

it("is not taken from an address that somebody on the way could answer for", () => {
  for (const url of ["http://portal.example/metadata", "ftp://127.0.0.1/metadata", "file:///etc/metadata.xml"]) {
    assert.throws(() => idpMetadataSource({ url }, standingClock()), /must come over https/);
  }
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { putMail } from "../mail/mailbox.ts";
import { startSimulator } from "../start.ts";

const dataDirs: string[] = [];
after(() => Promise.all(dataDirs.map((dir) => rm(dir, { recursive: true, force: true }))));

it("keeps its certificate, who is signed in, and the mailbox over a restart", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "portal-"));
  dataDirs.push(dataDir);
  const read = async (url: string, path: string, cookie = "") =>
    (await fetch(url + path, { headers: { cookie } })).text();
  const certificateOf = (metadata: string) => /<ds:X509Certificate>[^<]+/.exec(metadata)?.[0];

  const first = await startSimulator({ dataDir });
  const body = new URLSearchParams({ userName: "amira.haddad" });
  const signIn = await fetch(`${first.url}/portal/sign-in`, { method: "POST", body, redirect: "manual" });
  const cookie = signIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const certificate = certificateOf(await read(first.url, "/portal/saml/metadata"));
  const mail = {
    from: "a@b.example",
    to: ["c@d.example"],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: "kept",
    text: "kept",
  };
  putMail(first.world, { messageId: "1", sentAt: "2026-11-20T10:00:00.000Z", ...mail });
  await first.stop();

  const second = await startSimulator({ dataDir });
  assert.ok(certificate);
  assert.equal(certificateOf(await read(second.url, "/portal/saml/metadata")), certificate);
  assert.match(await read(second.url, "/portal", cookie), /Signed in as Amira Haddad/);
  assert.match(await read(second.url, "/mailbox.json?to=c@d.example"), /"subject": "kept"/);
  await second.stop();
});

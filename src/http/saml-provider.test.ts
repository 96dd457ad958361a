import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { freePort } from "../../test/free-port.ts";
import { type SamlifyProvider, startSamlifyProvider } from "../../test/samlify-provider.ts";
import { type Listening, listen } from "../app/listen.ts";
import { type IdpMetadataLocation, idpMetadataSource } from "../auth/idp-metadata-source.ts";
import { samlServiceProvider } from "../auth/saml.ts";
import { nameIdFormats } from "../simulator/portal/assertion.ts";
import { certificateBody, makeSigningKey, type SigningKey } from "../simulator/portal/signing-key.ts";

const hourMs = 3_600_000;
const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

const formIn = (page: string): { action: string; fields: Record<string, string> } => ({
  action: unescaped(/action="([^"]*)"/.exec(page)?.[1] ?? ""),
  fields: Object.fromEntries(
    [...page.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]),
  ),
});

/** What a browser does with the page that it gets at this address: posts the form it holds, over HTTP. */
const follow = async (address: string): Promise<Response> => {
  const { action, fields } = formIn(await (await fetch(address)).text());
  return fetch(action, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
};

const codeOf = async (answer: Response): Promise<string> => {
  const { error } = (await answer.json()) as { error: { code: string } };
  return error.code;
};

describe("an independent SAML identity provider", () => {
  let world: AuthWorld;
  let stint: Listening;
  let provider: SamlifyProvider;
  let [key, nextKey]: SigningKey[] = [];
  let [folder, file]: string[] = [];
  before(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    folder = await mkdtemp(join(tmpdir(), "stint-metadata-"));
    file = join(folder, "metadata.xml");
    [key, nextKey] = await Promise.all([makeSigningKey(new Date()), makeSigningKey(new Date())]);
    let now = () => new Date();
    provider = await startSamlifyProvider({
      now: () => now(),
      key,
      stintMetadata: async () => (await fetch(`${publicUrl}/auth/saml/metadata`)).text(),
    });
    const from: IdpMetadataLocation = { url: provider.metadataUrl };
    world = await openAuthWorld({ signInsPerMinute: 100_000 }, (clock) => ({
      publicUrl,
      saml: samlServiceProvider({ publicUrl, clock, identityProvider: idpMetadataSource(from, clock) }),
    }));
    now = () => world.simulator.clock.now();
    stint = await listen({ fetch: world.app.fetch, hostname: "127.0.0.1", port });
  });
  after(async () => {
    await stint.stop();
    await world.close();
    await provider.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  const userRow = (userName: string) => {
    const user = world.simulator.world.users.all().find((row) => row.userName === userName);
    if (!user) throw new Error(`the demo organisation has no ${userName}`);
    return user;
  };
  const whoami = async (answer: Response) => {
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("stint=")) ?? "";
    const who = await fetch(`${stint.url}/api/whoami`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
    return (await who.json()) as { userName?: string };
  };
  const fromLink = async (returnTo: string) => {
    const login = await fetch(`${stint.url}/auth/login?returnTo=${encodeURIComponent(returnTo)}`, {
      redirect: "manual",
    });
    const asked = await fetch(new URL(login.headers.get("location") ?? "", stint.url), { redirect: "manual" });
    return follow(asked.headers.get("location") ?? "");
  };

  it("signs people in when they come from a link of Stint, and leads back to it", async () => {
    provider.signInAs({ nameId: "amira.haddad", format: unspecified });
    const answer = await fromLink("/requests/7?tab=activity");
    assert.equal(answer.status, 303, await answer.clone().text());
    assert.equal(answer.headers.get("location"), "/requests/7?tab=activity");
    assert.equal((await whoami(answer)).userName, "amira.haddad");
  });

  it("signs people in who begin there, and leads where RelayState says on this site only", async () => {
    provider.signInAs({ nameId: "amira.haddad", format: unspecified });
    const lead = async (relayState: string) => {
      const answer = await follow(`${provider.url}/start?RelayState=${encodeURIComponent(relayState)}`);
      assert.equal(answer.status, 303, await answer.clone().text());
      return answer.headers.get("location");
    };
    assert.equal(await lead("/requests/7"), "/requests/7");
    for (const evil of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
      assert.equal(await lead(evil), "/");
  });

  it("names people in each way that Identity Center can be set up to", async () => {
    const amira = userRow("amira.haddad");
    const subjects = [
      ["user:AD_GUID", amira.id, nameIdFormats.persistent],
      ["user:subject", "amira.haddad", nameIdFormats.persistent],
      ["user:subject in other case", "Amira.Haddad", unspecified],
      ["user:email", "amira.haddad@acme.example", nameIdFormats.emailAddress],
    ] as const;
    for (const [mapping, nameId, format] of subjects) {
      provider.signInAs({ nameId, format });
      assert.equal((await whoami(await fromLink("/"))).userName, "amira.haddad", mapping);
    }
  });

  it("does not sign in who is unknown or disabled", async () => {
    provider.signInAs({ nameId: "nobody@acme.example", format: nameIdFormats.emailAddress });
    assert.equal(await codeOf(await fromLink("/")), "sign-in.unknown-person");
    const { users } = world.simulator.world;
    const ben = userRow("ben.carter");
    users.put({ ...ben, status: "DISABLED" });
    provider.signInAs({ nameId: ben.id, format: nameIdFormats.persistent });
    assert.equal(await codeOf(await fromLink("/")), "sign-in.person-disabled");
    users.put(ben);
  });

  it("may change its certificate while Stint runs: both hold while its metadata names both, the old one no longer", async () => {
    provider.signInAs({ nameId: "amira.haddad", format: unspecified });
    const published = await (await fetch(provider.metadataUrl)).text();
    const own = certificateBody(key?.certificatePem ?? "");
    const next = certificateBody(nextKey?.certificatePem ?? "");
    assert.ok(published.includes(own));
    const descriptor = /<(?:\w+:)?KeyDescriptor.*?<\/(?:\w+:)?KeyDescriptor>/s.exec(published)?.[0] ?? "";
    const both = published.replace(descriptor, () => descriptor + descriptor.replace(own, next));
    for (const from of [{ url: provider.metadataUrl }, { file: file ?? "" }]) {
      await writeFile(file ?? "", published);
      provider.publish(undefined);
      const { clock } = world.simulator;
      const saml = samlServiceProvider({
        publicUrl: stint.url,
        clock,
        identityProvider: idpMetadataSource(from, clock),
      });
      const publish = async (metadata: string, waitMs = hourMs) => {
        await writeFile(file ?? "", metadata);
        provider.publish(metadata);
        clock.advance(waitMs);
      };
      const begin = async () => formIn(await (await fetch(`${provider.url}/start`)).text()).fields.SAMLResponse ?? "";
      const signedByOwn = async () => (await saml.verify(await begin())).subject.nameId;
      assert.equal(await signedByOwn(), "amira.haddad");
      await publish(both);
      assert.equal(await signedByOwn(), "amira.haddad", "the old key, while both are named");
      await publish(published.replace(own, next));
      await assert.rejects(signedByOwn(), ({ code }: { code?: string }) => code === "sign-in.bad-signature");
      await publish(both, 59_000);
      await assert.rejects(signedByOwn(), ({ code }: { code?: string }) => code === "sign-in.bad-signature");
      clock.advance(1_000);
      assert.equal(await signedByOwn(), "amira.haddad", "a signature that is not good has the metadata read again");
    }
    provider.publish(undefined);
  });
});

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type CacheProvider, SAML, type SamlConfig, ValidateInResponseTo } from "@node-saml/node-saml";
import { type SmallPortal, startSmallPortal } from "./small-portal.ts";
import { userIds } from "./small-world.ts";

const sp = "http://127.0.0.1:8080/auth/saml";

describe("the Stint application in the access portal", () => {
  let portal: SmallPortal;
  let idpCert: string;
  before(async () => {
    portal = await startSmallPortal();
    const metadata = await (await portal.visit("/portal/saml/metadata")).text();
    idpCert = /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? "";
  });
  after(() => portal.stop());

  const serviceProvider = (more: Partial<SamlConfig> = {}) =>
    new SAML({
      idpCert,
      idpIssuer: `${portal.url()}/portal/saml`,
      entryPoint: `${portal.url()}/portal/saml/sso`,
      issuer: `${sp}/metadata`,
      audience: `${sp}/metadata`,
      callbackUrl: `${sp}/acs`,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      ...more,
    });
  const formOf = (page: string) => {
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
    return {
      action: /<form method="post" action="(http[^"]*)"/.exec(page)?.[1],
      SAMLResponse: value("SAMLResponse") ?? "",
      RelayState: value("RelayState"),
    };
  };
  const change = (settings: object) =>
    fetch(`${portal.url()}/_simulator/saml-application`, { method: "POST", body: JSON.stringify(settings) });
  const openPage = async (path: string, userName: string) =>
    (await portal.visit(path, await portal.signIn(userName))).text();

  it("opens from its tile, and node-saml accepts who it says is there", async () => {
    const page = await openPage("/portal/apps/stint?path=/requests/42", "amira.haddad");
    const form = formOf(page);
    assert.equal(form.action, `${sp}/acs`);
    assert.equal(form.RelayState, "/requests/42");
    assert.match(page, /<button>Continue to Stint<\/button>/);
    const { profile } = await serviceProvider().validatePostResponseAsync({ SAMLResponse: form.SAMLResponse });
    assert.equal(profile?.nameID, userIds.amira);
    assert.equal(profile?.nameIDFormat, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
    assert.equal(profile?.userName, "amira.haddad");
    assert.equal(profile?.email, "amira.haddad@acme.example");
  });

  it("answers exactly the request it was asked, after the sign-in it had to ask for", async () => {
    const requests = new Map<string, string>();
    const provider = serviceProvider({
      validateInResponseTo: ValidateInResponseTo.always,
      cacheProvider: cacheIn(requests),
    });
    const asked = new URL(await provider.getAuthorizeUrlAsync("/home?a=1&b=<2>", undefined, {}));
    const detour = await portal.visit(asked.pathname + asked.search);
    assert.equal(detour.status, 303);
    const next = new URL(detour.headers.get("location") ?? "", portal.url()).searchParams.get("next") ?? "";
    const form = formOf(await openPage(next, "siobhan.o'connor"));
    assert.equal(form.RelayState, "/home?a=1&amp;b=&lt;2&gt;");
    const { profile } = await provider.validatePostResponseAsync({ SAMLResponse: form.SAMLResponse });
    assert.equal(profile?.email, "siobhan.o'connor@acme.example");
    assert.deepEqual([...requests.keys()], [], "the request was used up");
  });

  it("takes the POST binding too", async () => {
    const provider = serviceProvider({ authnRequestBinding: "HTTP-POST", skipRequestCompression: true });
    const posted = await provider.getAuthorizeMessageAsync("state", undefined, {});
    const body = new URLSearchParams({ SAMLRequest: String(posted.SAMLRequest), RelayState: "state" });
    const on = await fetch(`${portal.url()}/portal/saml/sso`, { method: "POST", body, redirect: "manual" });
    assert.equal(on.status, 303);
    const form = formOf(await openPage(on.headers.get("location") ?? "", "amira.haddad"));
    const { profile } = await provider.validatePostResponseAsync({ SAMLResponse: form.SAMLResponse });
    assert.equal(profile?.nameID, userIds.amira);
    assert.equal(form.RelayState, "state");
  });

  it("is refused by node-saml when tampered with, for another audience, or long after", async () => {
    const { SAMLResponse } = formOf(await openPage("/portal/apps/stint", "amira.haddad"));
    const xml = Buffer.from(SAMLResponse, "base64").toString();
    const tampered = Buffer.from(xml.replace(userIds.amira, userIds.oconnor)).toString("base64");
    await assert.rejects(serviceProvider().validatePostResponseAsync({ SAMLResponse: tampered }), /Invalid signature/);
    const other = serviceProvider({ audience: "https://elsewhere.example" });
    await assert.rejects(other.validatePostResponseAsync({ SAMLResponse }), /audience/i);
    portal.clock.advance(-2 * 3_600_000);
    const old = formOf(await openPage("/portal/apps/stint", "amira.haddad"));
    portal.clock.advance(2 * 3_600_000);
    await assert.rejects(serviceProvider().validatePostResponseAsync({ SAMLResponse: old.SAMLResponse }), /expired/i);
  });

  it("is not opened for an application it does not know, for another address, or for nonsense", async () => {
    const strangers = [
      serviceProvider({ issuer: "https://stranger.example" }),
      serviceProvider({ callbackUrl: "https://evil.example/acs" }),
    ];
    const cookie = await portal.signIn("amira.haddad");
    for (const stranger of strangers) {
      const url = new URL(await stranger.getAuthorizeUrlAsync("", undefined, {}));
      assert.equal((await portal.visit(url.pathname + url.search, cookie)).status, 400);
    }
    assert.equal((await portal.visit("/portal/saml/sso?SAMLRequest=bm9uc2Vuc2U", cookie)).status, 400);
  });

  it("names its people as its settings say, by user name where there is no e-mail address", async () => {
    assert.equal((await change({ nameIdSource: "email" })).status, 200);
    const nameId = async (userName: string) => {
      const { SAMLResponse } = formOf(await openPage("/portal/apps/stint", userName));
      return (await serviceProvider().validatePostResponseAsync({ SAMLResponse })).profile;
    };
    assert.equal((await nameId("amira.haddad"))?.nameID, "amira.haddad@acme.example");
    const nomail = await nameId("no.mail");
    assert.equal(nomail?.nameID, "no.mail");
    assert.equal(nomail?.email, undefined);
    await change({ nameIdSource: "userId" });
  });

  it("can be told over HTTP where the application is, and refuses settings that make no sense", async () => {
    await change({ acsUrl: "http://127.0.0.1:9/acs" });
    assert.equal(formOf(await openPage("/portal/apps/stint", "amira.haddad")).action, "http://127.0.0.1:9/acs");
    await change({ acsUrl: `${sp}/acs` });
    for (const wrong of [{ acsUrl: "javascript:1" }, { nameIdSource: "shoe size" }, { toString: "x" }, { name: 1 }]) {
      assert.equal((await change(wrong)).status, 400);
    }
  });
});

const cacheIn = (requests: Map<string, string>): CacheProvider => ({
  saveAsync: async (key, value) => {
    requests.set(key, value);
    return { value, createdAt: Date.now() };
  },
  getAsync: async (key) => requests.get(key) ?? null,
  removeAsync: async (key) => {
    requests.delete(key ?? "");
    return key;
  },
});

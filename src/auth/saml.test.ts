import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { inflateRawSync } from "node:zlib";
import { entityId, now, openSamlWorld, refusedAs, type SamlWorld } from "../../test/saml-world.ts";
import { Refusal } from "../core/refusal.ts";
import { type AssertionFields, nameIdFormats } from "../simulator/portal/assertion.ts";
import { certificateBody } from "../simulator/portal/signing-key.ts";
import { parseIdpMetadata } from "./idp-metadata.ts";
import { samlServiceProvider } from "./saml.ts";

const issuer = "https://portal.example/saml";
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

const amira = {
  nameId: "9067f3a2-b0c1-70d2-9f3e-1a2b3c4d5e6f",
  attributes: { userName: "amira.haddad", email: "amira.haddad@acme.example" },
};

describe("a SAML response", () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld();
  });

  const responseXml = (changes: Partial<AssertionFields> = {}, signer = world.key) =>
    world.signed({ ...amira, ...changes }, signer);
  const verifyXml = (xml: string) => world.verify(xml);
  const verify = (changes: Partial<AssertionFields> = {}, signer = world.key) =>
    verifyXml(responseXml(changes, signer));

  it("tells who is there, and until when its assertion must be remembered", async () => {
    const evidence = await verify({ assertionId: "_a1", inResponseTo: "_r1", notOnOrAfter: minutes(5) });
    assert.deepEqual(evidence, {
      subject: {
        nameId: "9067f3a2-b0c1-70d2-9f3e-1a2b3c4d5e6f",
        nameIdFormat: nameIdFormats.persistent,
        userName: "amira.haddad",
        email: "amira.haddad@acme.example",
      },
      assertionId: "_a1",
      expiresAt: minutes(6),
      inResponseTo: "_r1",
      sessionIndex: "_a1",
      sessionUntil: minutes(5),
      authenticatedAt: now,
    });
  });

  it("is good without attributes, and when the response around it is signed as well", async () => {
    const evidence = await verify({ attributes: {}, sign: "both" });
    assert.deepEqual(Object.keys(evidence.subject), ["nameId", "nameIdFormat"]);
    assert.equal(evidence.inResponseTo, undefined);
  });

  it("may be a minute off by the other side's clock, and no more", async () => {
    await verify({ notBefore: new Date(now.getTime() + 59_000) });
    await verify({ notBefore: minutes(-30), notOnOrAfter: new Date(now.getTime() - 59_000) });
    await assert.rejects(verify({ notBefore: minutes(2) }), refusedAs("sign-in.not-yet-valid"));
    await assert.rejects(verify({ issuedAt: minutes(-30), notOnOrAfter: minutes(-1) }), refusedAs("sign-in.expired"));
  });

  const refused: [string, string, Partial<AssertionFields>][] = [
    ["without a signature", "sign-in.bad-signature", { sign: "nothing" }],
    ["whose assertion itself is not signed", "sign-in.bad-signature", { sign: "response" }],
    ["for another application", "sign-in.wrong-audience", { audience: "https://other.example" }],
    ["for another recipient", "sign-in.wrong-recipient", { recipient: "https://other.example/acs" }],
    ["for another destination", "sign-in.wrong-recipient", { destination: "https://other.example/acs" }],
    ["from another issuer", "sign-in.wrong-issuer", { issuer: "https://evil.example/saml" }],
    ["without a subject", "sign-in.no-subject", { nameId: "" }],
  ];
  for (const [what, code, changes] of refused) {
    it(`${what} is refused as ${code}`, async () => {
      await assert.rejects(verify(changes), refusedAs(code));
    });
  }

  it("in which the portal says no is told as such", async () => {
    const statusCode = "urn:oasis:names:tc:SAML:2.0:status:Requester";
    const whole = responseXml({ sign: "nothing", statusCode });
    const xml = whole.replace(/<saml2:Assertion .*<\/saml2:Assertion>/s, "");
    await assert.rejects(verifyXml(xml), refusedAs("sign-in.declined"));
  });

  it("signed by somebody else's key is refused", async () => {
    await assert.rejects(verify({}, world.strangersKey), refusedAs("sign-in.bad-signature"));
  });

  it("changed after it was signed is refused, wherever it was changed", async () => {
    const xml = responseXml({ inResponseTo: "_r1" });
    const changes = [
      xml.replaceAll("1a2b3c4d5e6f", "ffffffffffff"),
      xml.replace("amira.haddad@acme", "admin@acme"),
      xml.replace(`<saml2:Audience>${entityId}`, `<saml2:Audience>${entityId}2`),
      xml.replace(/(<saml2:SubjectConfirmationData InResponseTo=")_r1/, "$1_r2"),
    ];
    for (const changed of changes) {
      assert.notEqual(changed, xml);
      await assert.rejects(verifyXml(changed), refusedAs("sign-in.bad-signature"));
    }
  });

  it("whose unsigned wrapping names another request than the signed assertion is refused", async () => {
    const xml = responseXml({ inResponseTo: "_r1" });
    const renamed = xml.replace('InResponseTo="_r1"', 'InResponseTo="_r2"');
    await assert.rejects(verifyXml(renamed), refusedAs("sign-in.unknown-request"));
    await assert.rejects(verifyXml(xml.replace(' InResponseTo="_r1"', "")), refusedAs("sign-in.unknown-request"));
  });

  it("with a second, forged assertion around or beside the signed one is refused", async () => {
    const xml = responseXml();
    const [signed = ""] = /<saml2:Assertion .*<\/saml2:Assertion>/s.exec(xml) ?? [];
    const forged = signed.replaceAll("1a2b3c4d5e6f", "ffffffffffff").replace(/ ID="[^"]*"/, ' ID="_forged"');
    const unsigned = forged.replace(/<ds:Signature .*<\/ds:Signature>/s, "");
    const wrapped = unsigned.replace("</saml2:Assertion>", `<saml2:Advice>${signed}</saml2:Advice></saml2:Assertion>`);
    for (const attack of [unsigned + signed, signed + unsigned, wrapped, forged]) {
      await assert.rejects(verifyXml(xml.replace(signed, () => attack)), Refusal);
    }
  });

  it("with a comment in the name is refused, though the signature does not cover comments", async () => {
    const xml = responseXml({ nameId: "amira@acme.example.evil.example" });
    const commented = xml.replace("acme.example.evil", "acme.example<!---->.evil");
    await assert.rejects(verifyXml(commented), refusedAs("sign-in.malformed"));
  });

  it("with a DTD, a CDATA section or a processing instruction is refused before it is parsed", async () => {
    const xml = responseXml();
    for (const prefix of ['<!DOCTYPE x [<!ENTITY a "b">]>', "<?evil x?>"]) {
      await assert.rejects(verifyXml(prefix + xml), refusedAs("sign-in.malformed"));
    }
    const hidden = xml.replace("9067f3a2", "<![CDATA[9067f3a2]]>");
    await assert.rejects(verifyXml(hidden), refusedAs("sign-in.malformed"));
  });

  it("signed with SHA-1 is refused", async () => {
    const xml = responseXml();
    const weak = xml.replace("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1");
    await assert.rejects(verifyXml(weak), refusedAs("sign-in.weak-signature"));
  });

  it("that is nonsense is refused", async () => {
    for (const nonsense of [
      "",
      "%%%",
      Buffer.from("<Response>").toString("base64"),
      Buffer.from("hello").toString("base64"),
    ]) {
      await assert.rejects(world.provider().verify(nonsense), refusedAs("sign-in.malformed"));
    }
  });

  it("cannot be judged while the identity provider's metadata cannot be read, and says so", async () => {
    const identityProvider = () => Promise.reject(new Error("connect ECONNREFUSED"));
    const blind = samlServiceProvider({
      publicUrl: "https://stint.example",
      clock: { now: () => now },
      identityProvider,
    });
    await assert.rejects(blind.verify("x"), refusedAs("sign-in.provider-unreadable"));
  });

  it("is asked for with our id, our address and our time", async () => {
    const url = new URL(await world.provider().authnRequestUrl("_request-1"));
    assert.equal(url.origin + url.pathname, "https://portal.example/sso");
    assert.deepEqual([...url.searchParams.keys()], ["SAMLRequest"]);
    const xml = inflateRawSync(Buffer.from(url.searchParams.get("SAMLRequest") ?? "", "base64")).toString();
    assert.match(xml, / ID="_request-1"/);
    assert.match(xml, / IssueInstant="2031-05-05T10:00:00.000Z"/);
    assert.match(xml, / AssertionConsumerServiceURL="https:\/\/stint.example\/auth\/saml\/acs"/);
    assert.match(xml, />https:\/\/stint.example\/auth\/saml\/metadata</);
  });

  it("has its service provider described in metadata", () => {
    const xml = world.provider().metadata();
    assert.match(xml, /entityID="https:\/\/stint.example\/auth\/saml\/metadata"/);
    assert.match(xml, /WantAssertionsSigned="true"/);
    assert.match(xml, /HTTP-POST" Location="https:\/\/stint.example\/auth\/saml\/acs"/);
  });

  it("is trusted by what the provider's metadata says", async () => {
    const body = certificateBody(world.key.certificatePem);
    const descriptor = (inner: string) =>
      `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${issuer}"><IDPSSODescriptor>${inner}</IDPSSODescriptor></EntityDescriptor>`;
    const keyOf = (use: string) =>
      `<KeyDescriptor${use}><KeyInfo><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
    const service = `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://portal.example/sso"/>`;
    const read = await parseIdpMetadata(
      descriptor(keyOf(' use="signing"') + keyOf("") + keyOf(' use="encryption"') + service),
    );
    assert.equal(read.entityId, issuer);
    assert.equal(read.ssoUrl, "https://portal.example/sso");
    assert.equal(read.certificates.length, 2);
    await assert.rejects(parseIdpMetadata(descriptor(service)), /no signing certificate/);
    await assert.rejects(parseIdpMetadata(descriptor(keyOf(""))), /HTTP-Redirect/);
    await assert.rejects(parseIdpMetadata("<html></html>"), /EntityDescriptor/);
    await assert.rejects(parseIdpMetadata(`<!DOCTYPE x>${descriptor(keyOf("") + service)}`), /DOCTYPE/);
  });
});

import assert from "node:assert/strict";
import { createHmac, createSign } from "node:crypto";
import { before, describe, it } from "node:test";
import { openSamlWorld, refusedAs, type SamlWorld } from "../../test/saml-world.ts";
import { Refusal } from "../core/refusal.ts";
import type { AssertionFields } from "../simulator/portal/assertion.ts";
import { certificateBody } from "../simulator/portal/signing-key.ts";

const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const rsaSha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
const hmacSha256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";

describe("a SAML response tampered with", () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld();
  });

  const verify = (xml: string) => world.verify(xml);
  const signed = (changes: Partial<AssertionFields> = {}, signer = world.key) =>
    world.signed({ assertionId: "_signed", ...changes }, signer);

  /** Signs SignedInfo anew after its words were changed: what a downgrade needs to be more than a broken signature. */
  const resigned = (xml: string, change: (info: string) => string, sign: (info: string) => string) => {
    const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s.exec(xml)?.[0] ?? "";
    const changed = change(info);
    const canonical = changed
      .replace("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')
      .replace(/<(ds:\w+)([^<>]*?)\/>/g, "<$1$2></$1>");
    return xml
      .replace(info, () => changed)
      .replace(/<ds:SignatureValue>[^<]*/, () => `<ds:SignatureValue>${sign(canonical)}`);
  };
  const rsa = (algorithm: string) => (info: string) =>
    createSign(algorithm).update(info).sign(world.key.privateKeyPem).toString("base64");

  it("is signed anew by these tests as the library would", async () => {
    const again = resigned(signed(), (info) => info, rsa("RSA-SHA256"));
    assert.equal((await verify(again)).subject.nameId, "amira.haddad");
  });

  it("down to SHA-1, by the right key even, is refused, however the algorithm is written", async () => {
    const spellings = [
      (info: string) => info.replace(rsaSha256, rsaSha1),
      (info: string) => info.replace(`Algorithm="${rsaSha256}"`, `Algorithm='${rsaSha1}'`),
      (info: string) => info.replace(`Algorithm="${rsaSha256}"`, `x=">" Algorithm="${rsaSha1}"`),
      (info: string) => info.replace(rsaSha256, "http&#58;//www.w3.org/2000/09/xmldsig#rsa-sha1"),
      (info: string) => info.replace("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1"),
    ];
    for (const change of spellings)
      await assert.rejects(verify(resigned(signed(), change, rsa("RSA-SHA1"))), refusedAs("sign-in.weak-signature"));
  });

  it("to an HMAC keyed with the public certificate is refused", async () => {
    for (const secret of [world.key.certificatePem, certificateBody(world.key.certificatePem)]) {
      const hmac = (info: string) => createHmac("sha256", secret).update(info).digest("base64");
      const forged = resigned(signed(), (info) => info.replace(rsaSha256, hmacSha256), hmac);
      await assert.rejects(verify(forged), refusedAs("sign-in.weak-signature"));
    }
  });

  it("with its digest, its references or its signature's value taken out is refused", async () => {
    const xml = signed();
    const stripped = [
      xml.replace(/<ds:DigestValue>[^<]*/, "<ds:DigestValue>"),
      xml.replace(/<ds:DigestValue>.*<\/ds:DigestValue>/, ""),
      xml.replace(/<ds:SignatureValue>[^<]*/, "<ds:SignatureValue>"),
      xml.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, ""),
      xml.replace(/<ds:Signature .*<\/ds:Signature>/s, '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'),
      resigned(xml, (info) => info.replace(/<ds:Reference.*<\/ds:Reference>/s, ""), rsa("RSA-SHA256")),
      resigned(xml, (info) => info.replace(/URI="[^"]*"/, 'URI=""'), rsa("RSA-SHA256")),
      resigned(xml, (info) => info.replace(/URI="[^"]*"/, 'URI="#_elsewhere"'), rsa("RSA-SHA256")),
    ];
    for (const one of stripped) {
      assert.notEqual(one, xml);
      await assert.rejects(verify(one), Refusal);
    }
  });

  it("by a key that the message itself brings, and the metadata does not, is refused", async () => {
    const xml = signed({}, world.strangersKey);
    assert.ok(xml.includes(certificateBody(world.strangersKey.certificatePem).replaceAll(/\s/g, "").slice(0, 40)));
    await assert.rejects(verify(xml), refusedAs("sign-in.bad-signature"));
    const named = xml.replace(/<ds:X509Certificate>[^<]*/, () => {
      const body = certificateBody(world.key.certificatePem);
      return `<ds:X509Certificate>${body}`;
    });
    await assert.rejects(verify(named), refusedAs("sign-in.bad-signature"));
  });

  it("with two elements of one id is refused", async () => {
    const xml = signed({ responseId: "_signed" });
    await assert.rejects(verify(xml), Refusal);
    const twice = signed().replace(
      "<saml2p:Status>",
      '<saml2p:Extensions><x ID="_signed"/></saml2p:Extensions><saml2p:Status>',
    );
    await assert.rejects(verify(twice), Refusal);
  });

  it("with an entity that grows, or reads a file, is refused before any parser sees it", async () => {
    const laughs =
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
    const file = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    const remote = '<!DOCTYPE r SYSTEM "https://evil.example/x.dtd">';
    for (const prolog of [laughs, file, remote, `<?xml version="1.0"?>${laughs}`, `\n${file}`])
      await assert.rejects(verify(prolog + signed().replace("amira.haddad", "&a;")), refusedAs("sign-in.malformed"));
  });

  it("with the name split by a comment is refused wherever it is split", async () => {
    const xml = signed({ nameId: "amira.haddad.evil", attributes: { email: "amira@acme.example.evil.example" } });
    for (const [whole, split] of [
      ["amira.haddad.evil", "amira.haddad<!-- -->.evil"],
      ["acme.example.evil", "acme.example<!---->.evil"],
    ] as const)
      await assert.rejects(verify(xml.replace(whole, split)), refusedAs("sign-in.malformed"));
  });

  it("that is encrypted is refused in words that say what to do", async () => {
    const open = signed();
    const closed = open.replace(
      /<saml2:Assertion .*<\/saml2:Assertion>/s,
      '<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/></saml2:EncryptedAssertion>',
    );
    await assert.rejects(verify(closed), refusedAs("sign-in.encrypted"));
    const both = open.replace("</saml2p:Response>", "<x:EncryptedAssertion/></saml2p:Response>");
    await assert.rejects(verify(both), refusedAs("sign-in.encrypted"));
    await assert.rejects(verify(closed), ({ message }: Error) => /Switch encryption off/.test(message));
  });
});

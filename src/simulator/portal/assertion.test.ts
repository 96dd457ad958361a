import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { SAML } from "@node-saml/node-saml";
import { type AssertionFields, nameIdFormats, signAssertion } from "./assertion.ts";
import { makeSigningKey, type SigningKey } from "./signing-key.ts";

const acsUrl = "http://127.0.0.1:8080/auth/saml/acs";
const audience = "http://127.0.0.1:8080/auth/saml/metadata";

describe("a signed assertion, read by node-saml", () => {
  let key: SigningKey;
  before(async () => {
    key = await makeSigningKey(new Date());
  });

  const fields = (overrides: Partial<AssertionFields> = {}): AssertionFields => ({
    issuer: "http://127.0.0.1:8081/portal/saml",
    audience,
    acsUrl,
    nameId: "9067f3a2-b0c1-70d2-9f3e-1a2b3c4d5e6f",
    nameIdFormat: nameIdFormats.persistent,
    attributes: { userName: 'o\'connor <x> & "y"', email: "o.connor@acme.example" },
    issuedAt: new Date(),
    ...overrides,
  });
  const validate = (xml: string, options: { wantAuthnResponseSigned?: boolean; certificatePem?: string } = {}) =>
    new SAML({
      idpCert: options.certificatePem ?? key.certificatePem,
      issuer: audience,
      callbackUrl: acsUrl,
      audience,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: options.wantAuthnResponseSigned ?? false,
    }).validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString("base64") });

  it("carries the subject and the attributes, whatever characters they hold", async () => {
    const { profile } = await validate(signAssertion(fields(), key));
    assert.equal(profile?.nameID, fields().nameId);
    assert.equal(profile?.nameIDFormat, nameIdFormats.persistent);
    assert.equal(profile?.userName, fields().attributes.userName);
    assert.equal(profile?.email, "o.connor@acme.example");
  });

  it("is refused when a word of it was changed", async () => {
    const tampered = signAssertion(fields(), key).replace("o.connor@acme.example", "root@acme.example");
    await assert.rejects(validate(tampered), /Invalid signature/);
  });

  it("is refused when another key signed it", async () => {
    const other = await makeSigningKey(new Date());
    await assert.rejects(validate(signAssertion(fields(), other)), /Invalid signature/);
  });

  it("is refused for another audience", async () => {
    await assert.rejects(validate(signAssertion(fields({ audience: "https://elsewhere.example" }), key)), /audience/i);
  });

  it("is refused when its hour is over", async () => {
    const issuedAt = new Date(Date.now() - 2 * 3_600_000);
    await assert.rejects(validate(signAssertion(fields({ issuedAt }), key)), /expired/i);
  });

  it("can be left unsigned, or have the response signed instead, or both", async () => {
    await assert.rejects(validate(signAssertion(fields({ sign: "nothing" }), key)), /Invalid signature/);
    await assert.rejects(validate(signAssertion(fields({ sign: "response" }), key)), /Invalid signature/);
    const both = await validate(signAssertion(fields({ sign: "both" }), key), { wantAuthnResponseSigned: true });
    assert.equal(both.profile?.nameID, fields().nameId);
  });
});

import assert from "node:assert/strict";
import { samlAddresses, samlServiceProvider } from "../src/auth/saml.ts";
import { Refusal } from "../src/core/refusal.ts";
import { type AssertionFields, nameIdFormats, signAssertion } from "../src/simulator/portal/assertion.ts";
import { makeSigningKey } from "../src/simulator/portal/signing-key.ts";

const publicUrl = "https://stint.example";
const issuer = "https://portal.example/saml";

export const { entityId, acsUrl } = samlAddresses(publicUrl);

// Years away from the wall clock: whatever asked it would refuse everything here.
export const now = new Date("2031-05-05T10:00:00.000Z");

/** Stint as a service provider that trusts one key, and an identity provider that signs with it, or with a stranger's. */
export const openSamlWorld = async () => {
  const [key, strangersKey] = await Promise.all([makeSigningKey(now), makeSigningKey(now)]);
  const provider = () =>
    samlServiceProvider({
      publicUrl,
      clock: { now: () => now },
      identityProvider: async () => ({
        entityId: issuer,
        ssoUrl: "https://portal.example/sso",
        certificates: [key.certificatePem],
      }),
    });
  const signed = (changes: Partial<AssertionFields> = {}, signer = key) =>
    signAssertion(
      {
        ...{ issuer, audience: entityId, acsUrl, nameId: "amira.haddad", nameIdFormat: nameIdFormats.persistent },
        ...{ attributes: {}, issuedAt: now, ...changes },
      },
      signer,
    );
  const verify = (xml: string) => provider().verify(Buffer.from(xml).toString("base64"));
  return { key, strangersKey, provider, signed, verify };
};

export type SamlWorld = Awaited<ReturnType<typeof openSamlWorld>>;

export const refusedAs = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};

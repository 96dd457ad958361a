import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { openSamlWorld, type SamlWorld } from "../../test/saml-world.ts";
import { Refusal } from "../core/refusal.ts";
import { nameIdFormats } from "../simulator/portal/assertion.ts";

const victim = "victim@acme.example";
const attacker = "attacker@acme.example";

/** A response taken apart: what was signed, its signature, and a forged copy that names somebody else. */
type Parts = { response: string; assertion: string; bare: string; signature: string; forged: string };

const between = (xml: string, tag: string): string => new RegExp(`<${tag}[ >].*</${tag}>`, "s").exec(xml)?.[0] ?? "";
const replaceIn = (xml: string, part: string, by: string): string => xml.replace(part, () => by);
const withSignature = (assertion: string, signature: string): string =>
  assertion.replace("</saml2:Issuer>", () => `</saml2:Issuer>${signature}`);

/**
 * The eight forms of signature wrapping, numbered as in SAML Raider, which took them from Somorovsky et al., "On Breaking SAML: Be
 * Whoever You Want to Be" (2012). In each the signed part is whole, and something unsigned that names the victim stands where a careless
 * reader looks.
 */
const wrappings: Record<string, (parts: Parts) => string> = {
  "XSW1: the forged response carries the signed one inside its signature": ({ response }) => {
    const { bare, signature, forged } = ofResponse(response);
    return withSignature(
      forged,
      signature.replace("</ds:Signature>", () => `${bare}</ds:Signature>`),
    );
  },
  "XSW2: the forged response carries signature and signed response side by side": ({ response }) => {
    const { bare, signature, forged } = ofResponse(response);
    return withSignature(forged, signature + bare);
  },
  "XSW3: the forged assertion stands before the signed one": ({ response, assertion, forged }) =>
    replaceIn(response, assertion, forged + assertion),
  "XSW4: the forged assertion contains the signed one": ({ response, assertion, forged }) =>
    replaceIn(
      response,
      assertion,
      forged.replace("</saml2:Assertion>", () => `${assertion}</saml2:Assertion>`),
    ),
  "XSW5: the forged assertion has taken the signature, the signed one stands behind": (parts) => {
    const { response, assertion, bare, signature, forged } = parts;
    return replaceIn(response, assertion, withSignature(forged, signature) + bare);
  },
  "XSW6: the forged assertion has taken the signature, with the signed one in it": (parts) => {
    const { response, assertion, bare, signature, forged } = parts;
    const holding = signature.replace("</ds:Signature>", () => `${bare}</ds:Signature>`);
    return replaceIn(response, assertion, withSignature(forged, holding));
  },
  "XSW7: the forged assertion hides in Extensions": ({ response, assertion, forged }) =>
    replaceIn(response, assertion, `<saml2p:Extensions>${forged}</saml2p:Extensions>${assertion}`),
  "XSW8: the forged assertion has taken the signature, with the signed one in an Object of it": (parts) => {
    const { response, assertion, bare, signature, forged } = parts;
    const holding = signature.replace("</ds:Signature>", () => `<ds:Object>${bare}</ds:Object></ds:Signature>`);
    return replaceIn(response, assertion, withSignature(forged, holding));
  },
};

const forge = (xml: string): string => xml.replaceAll(attacker, victim).replace(/ ID="[^"]*"/, ' ID="_forged"');

/** The signature of the response itself is its first. */
const ofResponse = (response: string) => {
  const signature = /<ds:Signature .*?<\/ds:Signature>/s.exec(response)?.[0] ?? "";
  const bare = response.replace(signature, "");
  return { bare, signature, forged: forge(bare) };
};

describe("signature wrapping", () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld();
  });

  const verify = (xml: string) => world.verify(xml);
  const partsOf = (sign: "assertion" | "both"): Parts => {
    const response = world.signed({
      ...{ nameId: attacker, nameIdFormat: nameIdFormats.emailAddress, attributes: { email: attacker } },
      ...{ assertionId: "_signed", sign },
    });
    const assertion = between(response, "saml2:Assertion");
    const signature = between(assertion, "ds:Signature");
    const bare = assertion.replace(signature, "");
    return { response, assertion, bare, signature, forged: forge(bare) };
  };

  it("does not stand in the way of the responses it starts from", async () => {
    for (const sign of ["assertion", "both"] as const)
      assert.equal((await verify(partsOf(sign).response)).subject.nameId, attacker);
  });

  for (const [name, wrap] of Object.entries(wrappings)) {
    it(`${name}: refused`, async () => {
      for (const sign of ["assertion", "both"] as const) {
        const parts = partsOf(sign);
        const wrapped = wrap(parts);
        assert.ok(wrapped.includes(victim) && wrapped !== parts.response);
        // With an id of its own, with that of the signed one, and with none.
        const ids = [' ID="_forged"', ' ID="_signed"', ""];
        for (const id of ids) await assert.rejects(verify(wrapped.replaceAll(' ID="_forged"', id)), Refusal);
      }
    });
  }
});

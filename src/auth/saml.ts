import { SamlStatusError } from "@node-saml/node-saml";
import { type Check, decide } from "../core/decision.ts";
import { assertAllowed, Refusal } from "../core/refusal.ts";
import { addMilliseconds, type Clock, earlier, later } from "../core/time.ts";
import { assertionChecks } from "./assertion-checks.ts";
import { type AssertionFacts, readAssertion } from "./assertion-facts.ts";
import type { IdpMetadata } from "./idp-metadata.ts";
import type { IdpMetadataSource } from "./idp-metadata-source.ts";
import { markupChecks } from "./markup-checks.ts";
import { SamlAt } from "./saml-at.ts";
import { signInRefusal } from "./sign-in-refusal.ts";

/** Who the identity provider says is there. The names are its words: who that is in the directory is looked up by us. */
type SamlSubject = {
  nameId: string;
  nameIdFormat: string | null;
  userId?: string;
  userName?: string;
  email?: string;
};

/** A response that passed every check but two: that it is used once, and that its request was ours. Those need a memory. */
export type SamlEvidence = {
  subject: SamlSubject;
  assertionId: string;
  /** When the assertion stops being any good, and need no longer be remembered. */
  expiresAt: Date;
  /** Absent when the sign-in began at the access portal. */
  inResponseTo?: string;
  sessionIndex?: string;
  /** When the provider wants the session to end (SessionNotOnOrAfter), the soonest if it names several. */
  sessionUntil?: Date;
  /** When they proved who they are to the provider (AuthnInstant); absent when it does not say. */
  authenticatedAt?: Date;
};

export type SamlServiceProvider = {
  /** What the identity provider wants to know of us. */
  metadata(): string;
  /** Where to send a browser so that it comes back signed in. `anew`: the provider is to ask who is there, whatever it knows already. */
  authnRequestUrl(requestId: string, how?: { anew: boolean }): Promise<string>;
  /** Throws a `Refusal` with a `sign-in.…` code for anything but a good answer. */
  verify(samlResponse: string): Promise<SamlEvidence>;
};

type AttributeNames = { userId: string; userName: string; email: string };

export type SamlOptions = {
  /** Scheme, host and port where browsers reach us. */
  publicUrl: string;
  clock: Clock;
  identityProvider: IdpMetadataSource;
  /** By how much the clocks of both sides may differ. */
  clockSkewMs?: number;
  /** How Identity Center's attribute mappings name what we need. */
  attributes?: AttributeNames;
};

/** What the application in Identity Center has on file: its audience (entity id) and its ACS URL. */
export const samlAddresses = (publicUrl: string) => {
  const { origin } = new URL(publicUrl);
  return { entityId: `${origin}/auth/saml/metadata`, acsUrl: `${origin}/auth/saml/acs` };
};

const specified = <Facts>(table: readonly { check: Check<Facts> }[], facts: Facts) =>
  assertAllowed(
    decide(
      table.map(({ check }) => check),
      facts,
    ),
    "forbidden",
  );

const surprises = [TypeError, RangeError, ReferenceError];
const isSurprise = (error: unknown) => surprises.some((one) => error instanceof one);

/** A certificate may have been replaced since; nobody can have the metadata read more often than that. */
const rereadOnBadSignatureMs = 60_000;

/** node-saml says what it finds wrong in words only. Whatever it is, nobody is signed in; the code merely tells which. */
const named = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof SamlStatusError) return signInRefusal("sign-in.declined");
  const isSignature = error instanceof Error && /signature/i.test(error.message);
  const refusal = signInRefusal(isSignature ? "sign-in.bad-signature" : "sign-in.malformed");
  // What the library did not see coming is news for the log; what it refuses by its own words is not.
  return isSurprise(error) ? Object.assign(refusal, { cause: error }) : refusal;
};

/** Stint as a SAML 2.0 service provider (Web Browser SSO profile), for a custom application of IAM Identity Center. */
export const samlServiceProvider = (options: SamlOptions): SamlServiceProvider => {
  const { entityId, acsUrl } = samlAddresses(options.publicUrl);
  const clockSkewMs = options.clockSkewMs ?? 60_000;
  const names = options.attributes ?? { userId: "userId", userName: "userName", email: "email" };

  const identityProvider = async (how?: { maxAgeMs: number }): Promise<IdpMetadata> => {
    try {
      return await options.identityProvider(how);
    } catch (error) {
      throw Object.assign(signInRefusal("sign-in.provider-unreadable"), { cause: error });
    }
  };

  type Asking = { requestId: string; anew: boolean };

  const libraryAt = (facts: { now: Date; provider: IdpMetadata; asking?: Asking }) => {
    const { now, provider, asking } = facts;
    return new SamlAt(now, {
      callbackUrl: acsUrl,
      issuer: entityId,
      audience: entityId,
      entryPoint: provider.ssoUrl,
      idpIssuer: provider.entityId,
      idpCert: provider.certificates,
      wantAssertionsSigned: true,
      // Identity Center signs the assertion, not the response around it.
      wantAuthnResponseSigned: false,
      acceptedClockSkewMs: clockSkewMs,
      // Which NameID it sends and how people sign in is set up there, not asked for by us.
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      forceAuthn: asking?.anew ?? false,
      ...(asking ? { generateUniqueId: () => asking.requestId } : {}),
    });
  };

  const judge = async (samlResponse: string, provider: IdpMetadata): Promise<SamlEvidence> => {
    const now = options.clock.now();
    const responseXml = Buffer.from(samlResponse, "base64").toString("utf8");
    specified(markupChecks, responseXml);
    let facts: AssertionFacts;
    try {
      const { profile } = await libraryAt({ now, provider }).validatePostResponseAsync({ SAMLResponse: samlResponse });
      const signedXml = profile?.getAssertionXml?.();
      if (!signedXml) throw signInRefusal("sign-in.declined");
      const said = await readAssertion({ responseXml, signedXml });
      facts = { ...said, now, clockSkewMs, expected: { issuer: provider.entityId, acsUrl } };
    } catch (error) {
      throw named(error);
    }
    specified(assertionChecks, facts);
    return toEvidence(facts, names);
  };

  return {
    metadata: () =>
      // Says nothing of the identity provider, so it can be had before there is one.
      libraryAt({
        now: options.clock.now(),
        provider: { entityId, ssoUrl: acsUrl, certificates: ["none"] },
        asking: { requestId: "stint", anew: false },
      }).generateServiceProviderMetadata(null),

    authnRequestUrl: async (requestId, { anew } = { anew: false }) => {
      const provider = await identityProvider();
      const asking = { requestId, anew };
      return libraryAt({ now: options.clock.now(), provider, asking }).getAuthorizeUrlAsync("", undefined, {});
    },

    verify: async (samlResponse) => {
      const provider = await identityProvider();
      try {
        return await judge(samlResponse, provider);
      } catch (problem) {
        if (!(problem instanceof Refusal) || problem.code !== "sign-in.bad-signature") throw problem;
        const reread = await identityProvider({ maxAgeMs: rereadOnBadSignatureMs });
        if (reread === provider) throw problem;
        return judge(samlResponse, reread);
      }
    },
  };
};

const toEvidence = (facts: AssertionFacts, names: AttributeNames): SamlEvidence => {
  const { assertion, response, now, clockSkewMs } = facts;
  const [nameId] = assertion.nameIds;
  if (!nameId || !assertion.id) throw signInRefusal("sign-in.malformed");
  const userId = assertion.attributes.get(names.userId);
  const userName = assertion.attributes.get(names.userName);
  const email = assertion.attributes.get(names.email);
  const ends = assertion.confirmations.map(({ notOnOrAfter }) => notOnOrAfter);
  const end = [assertion.conditionsUntil, ...ends].filter((at) => at !== undefined).reduce(later, now);
  const [session] = assertion.sessions;
  const [until, ...untils] = assertion.sessions.map((one) => one.until).filter((at) => at !== undefined);
  return {
    subject: {
      nameId: nameId.value,
      nameIdFormat: nameId.format,
      ...(userId === undefined ? {} : { userId }),
      ...(userName === undefined ? {} : { userName }),
      ...(email === undefined ? {} : { email }),
    },
    assertionId: assertion.id,
    expiresAt: addMilliseconds(end, clockSkewMs),
    ...(response.inResponseTo === null ? {} : { inResponseTo: response.inResponseTo }),
    ...(session?.index ? { sessionIndex: session.index } : {}),
    ...(until ? { sessionUntil: untils.reduce(earlier, until) } : {}),
    ...(session?.at ? { authenticatedAt: session.at } : {}),
  };
};

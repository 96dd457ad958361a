import type { PersonLookup } from "../core/directory-source.ts";
import type { SignInRequest } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { findSignedInPerson, type SignedNames } from "./find-signed-in-person.ts";
import { openSession, type SignedInBrowser } from "./open-session.ts";
import { assertProvenAnew } from "./proven-anew.ts";

/** What an identity provider proved, already verified; only what needs a memory is still open. */
type SignInEvidence = {
  subject: SignedNames;
  sessionIndex?: string;
  sessionUntil?: Date;
  authenticatedAt?: Date;
};

type Facts = {
  lookup: PersonLookup;
  evidence: SignInEvidence;
  /** Used up already, by the browser that began it; undefined when the sign-in began at the access portal. */
  request: SignInRequest | undefined;
  sessionMs: number;
  browser: SignedInBrowser;
};

/**
 * Opens a session for whoever the SAML evidence names; answers the token for the cookie. The person is looked up in Identity Store; who is
 * unknown or disabled there does not get in. Only the answer to a request to sign in anew proves when they did: of any other, the provider
 * may have written its own session's beginning, or the moment of writing.
 */
export const signIn = async (ctx: CommandContext, facts: Facts): Promise<string> => {
  const { lookup, evidence, request, sessionMs, browser } = facts;
  const { subject, sessionIndex, sessionUntil, authenticatedAt } = evidence;
  if (request) assertProvenAnew({ request, authenticatedAt, now: ctx.clock.now() });
  const person = await findSignedInPerson(ctx, { lookup, subject });
  return openSession(ctx, {
    person,
    by: "saml",
    reference: sessionIndex,
    beganAt: request ? "stint" : "portal",
    subject: subject.nameId,
    authenticatedAt,
    isProvenAnew: request !== undefined && request.maxAgeSeconds !== null,
    until: sessionUntil,
    sessionMs,
    browser,
  });
};

import { refuse } from "../core/decision.ts";
import type { PersonLookup } from "../core/directory-source.ts";
import { Refusal } from "../core/refusal.ts";
import { takeSignInRequest, useAssertion } from "../store/sign-ins.ts";
import { begunHere } from "./begun-here.ts";
import type { CommandContext } from "./context.ts";
import { findSignedInPerson, type SignedNames } from "./find-signed-in-person.ts";
import { openSession } from "./open-session.ts";

/** What an identity provider proved, already verified; only what needs a memory is still open. */
type SignInEvidence = {
  subject: SignedNames;
  assertionId: string;
  expiresAt: Date;
  inResponseTo?: string;
  sessionIndex?: string;
  authenticatedAt?: Date;
};

export type SignedIn = {
  /** For the cookie; only its hash is kept. */
  token: string;
  /** Where they wanted to go when the sign-in began here. */
  returnTo: string | undefined;
};

type Facts = {
  lookup: PersonLookup;
  evidence: SignInEvidence;
  sessionMs: number;
  /** The secret of this browser, if it sent one. */
  browser?: string | undefined;
  /** The session this browser had, if it sent one: it ends. */
  previousToken?: string | undefined;
};

/**
 * Opens a session for whoever the SAML evidence names, once: a second use of the same assertion or request is refused, also at the same
 * moment. The person is looked up in Identity Store; who is unknown or disabled there does not get in.
 */
export const signIn = async (ctx: CommandContext, facts: Facts): Promise<SignedIn> => {
  const { evidence, sessionMs, previousToken } = facts;
  const returnTo = await useUp(ctx, facts);
  const person = await findSignedInPerson(ctx, { lookup: facts.lookup, subject: evidence.subject });
  const token = await openSession(ctx, {
    person,
    by: "saml",
    reference: evidence.sessionIndex,
    beganAt: evidence.inResponseTo ? "stint" : "portal",
    authenticatedAt: evidence.authenticatedAt,
    sessionMs,
    previousToken,
  });
  return { token, returnTo };
};

/** In a transaction of its own: whatever becomes of this sign-in, its assertion and its request are spent. */
const useUp = async (ctx: CommandContext, { evidence, browser }: Facts): Promise<string | undefined> => {
  const now = ctx.clock.now();
  const { assertionId, expiresAt, inResponseTo, subject } = evidence;
  const kept = { id: assertionId, value: subject.nameId, createdAt: now, expiresAt };
  const used = await ctx.db.transaction().execute(async (trx) => ({
    isFirst: await useAssertion(trx, kept),
    request:
      inResponseTo === undefined ? undefined : await takeSignInRequest(trx, { id: inResponseTo, by: "saml", at: now }),
  }));
  if (!used.isFirst) throw new Refusal("forbidden", [replayed]);
  return inResponseTo === undefined ? undefined : begunHere(used.request, browser).value;
};

const replayed = refuse("sign-in.replayed", "This sign-in was used already. Start again from the access portal.");

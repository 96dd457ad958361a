import { refuse } from "../core/decision.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import type { PersonLookup } from "../core/directory-source.ts";
import { Refusal } from "../core/refusal.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { deleteExpiredSessions, deleteSession, insertSession } from "../store/sessions.ts";
import { takeSignInRequest, useAssertion } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";
import { findPersonForSignIn } from "./refresh-person.ts";

/** What an identity provider proved, already verified; only what needs a memory is still open. */
type SignInEvidence = {
  subject: { nameId: string; userName?: string; email?: string };
  assertionId: string;
  expiresAt: Date;
  inResponseTo?: string;
  sessionIndex?: string;
};

export type SignedIn = {
  /** For the cookie; only its hash is kept. */
  token: string;
  person: PersonInGroups;
  /** Where they wanted to go when the sign-in began here. */
  returnTo: string | undefined;
};

type Facts = {
  lookup: PersonLookup;
  evidence: SignInEvidence;
  sessionMs: number;
  /** The session this browser had, if it sent one: it ends. */
  previousToken?: string;
};

/**
 * Opens a session for whoever the evidence names, once: a second use of the same assertion or request is refused, also at the same
 * moment. The person is looked up in Identity Store; who is unknown or disabled there does not get in. The token is new each time.
 */
export const signIn = async (ctx: CommandContext, facts: Facts): Promise<SignedIn> => {
  const returnTo = await useUp(ctx, facts.evidence);
  const person = await findSubject(ctx, facts);
  if (!isPresent(person)) throw new Refusal("forbidden", [disabledPerson]);
  const token = newSecret();
  const now = ctx.clock.now();
  await deleteExpiredSessions(ctx.db, now);
  await ctx.db.transaction().execute(async (trx) => {
    if (facts.previousToken) await deleteSession(trx, secretHash(facts.previousToken));
    await insertSession(trx, {
      tokenHash: secretHash(token),
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: addMilliseconds(now, facts.sessionMs),
      via: facts.evidence.sessionIndex ? `saml:${facts.evidence.sessionIndex}` : "saml",
    });
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [
      {
        actor: { kind: "person", id: person.id },
        action: "sign-in.succeeded",
        subject: { kind: "person", id: person.id },
        personId: person.id,
        data: { via: "saml", beganAt: facts.evidence.inResponseTo ? "stint" : "portal", userName: person.userName },
      },
    ]);
  });
  return { token, person, returnTo };
};

/** In a transaction of its own: whatever becomes of this sign-in, its assertion and its request are spent. */
const useUp = async (ctx: CommandContext, evidence: SignInEvidence): Promise<string | undefined> => {
  const now = ctx.clock.now();
  const { assertionId, expiresAt, inResponseTo, subject } = evidence;
  const used = await ctx.db.transaction().execute(async (trx) => ({
    isFirst: await useAssertion(trx, { id: assertionId, value: subject.nameId, createdAt: now, expiresAt }),
    request: inResponseTo === undefined ? undefined : await takeSignInRequest(trx, { id: inResponseTo, at: now }),
  }));
  if (!used.isFirst) throw new Refusal("forbidden", [replayed]);
  if (inResponseTo !== undefined && !used.request) throw new Refusal("forbidden", [unknownRequest]);
  return used.request?.value;
};

/**
 * By the subject's own name first, which is what identifies them (SAML Core §2.4.1.1). Where the access portal is set up to send an
 * opaque one, by the attributes it signed along with it. A name that fits nobody passes on to the next; one that fits several does not.
 */
const findSubject = async (ctx: CommandContext, facts: Facts): Promise<PersonInGroups> => {
  const { nameId, userName, email } = facts.evidence.subject;
  let unknown: unknown;
  for (const subject of [nameId, userName, email].filter((name) => name !== undefined)) {
    try {
      return await findPersonForSignIn(ctx, { lookup: facts.lookup, subject });
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.code !== "sign-in.unknown-person") throw problem;
      unknown = problem;
    }
  }
  throw unknown;
};

const replayed = refuse("sign-in.replayed", "This sign-in was used already. Start again from the access portal.");

const unknownRequest = refuse(
  "sign-in.unknown-request",
  "This answers a sign-in that Stint did not start, or that took too long. Start again from the access portal.",
);

const disabledPerson = refuse("sign-in.person-disabled", "You are disabled in Identity Center, so you cannot sign in.");

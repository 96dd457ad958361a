import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { addMinutes } from "../core/time.ts";
import { type SignInRequest, takeSignInRequest, useAssertion } from "../store/sign-ins.ts";
import { begunHere } from "./begun-here.ts";
import type { CommandContext } from "./context.ts";
import { isSignInRequestId } from "./sign-in-request-id.ts";

type Facts = {
  evidence: { subject: { nameId: string }; assertionId: string; expiresAt: Date; inResponseTo?: string };
  /** The secret that this browser was given for the request, if it sent one. */
  browser?: string | undefined;
};

/** Replicas judge the validity of an assertion each by its own clock. */
const rememberLongerMinutes = 10;

/**
 * The request that the SAML answer belongs to; undefined when it began at the access portal. In a transaction of its own: whatever
 * becomes of this sign-in, its assertion and its request are spent. Of several uses at the same moment one goes through.
 */
export const useSamlAnswer = async (ctx: CommandContext, facts: Facts): Promise<SignInRequest | undefined> => {
  const now = ctx.clock.now();
  const { assertionId, expiresAt, inResponseTo, subject } = facts.evidence;
  const until = addMinutes(expiresAt, rememberLongerMinutes);
  const kept = { id: assertionId, value: subject.nameId, createdAt: now, expiresAt: until };
  const used = await ctx.db.transaction().execute(async (trx) => ({
    isFirst: await useAssertion(trx, kept),
    request:
      inResponseTo === undefined || !isSignInRequestId(inResponseTo)
        ? undefined
        : await takeSignInRequest(trx, { id: inResponseTo, by: "saml", at: now }),
  }));
  if (!used.isFirst) throw new Refusal("forbidden", [replayed]);
  return inResponseTo === undefined ? undefined : begunHere(used.request, facts.browser);
};

const replayed = refuse("sign-in.replayed", "This sign-in was used already. Start again from the access portal.");

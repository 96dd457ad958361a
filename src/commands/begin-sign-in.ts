import { secretHash } from "../core/secret-hash.ts";
import { addMinutes } from "../core/time.ts";
import { deleteExpiredSignIns, insertSignInRequest, type SignInProtocol } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { newSignInRequestId } from "./sign-in-request-id.ts";

/** Long enough to find one's second factor. */
const requestLifeMinutes = 30;

type Begun = {
  by: SignInProtocol;
  returnTo: string;
  /** The secret that this browser is given along: what the provider answers counts here only. */
  browser?: string;
  /** How long ago the person may have signed in at the provider; any time when absent. */
  maxAgeSeconds?: number;
};

/**
 * Keeps a sign-in request, good for one answer in this browser, and answers its id. The deep link stays with us: RelayState may hold
 * 80 bytes only (SAML Bindings §3.4.3), and what does not leave cannot be changed on the way.
 */
export const beginSignIn = async (ctx: CommandContext, facts: Begun): Promise<string> => {
  const now = ctx.clock.now();
  const id = newSignInRequestId();
  await deleteExpiredSignIns(ctx.db, now);
  await insertSignInRequest(ctx.db, {
    id,
    by: facts.by,
    value: facts.returnTo,
    createdAt: now,
    expiresAt: addMinutes(now, requestLifeMinutes),
    browserHash: facts.browser === undefined ? null : secretHash(facts.browser),
    maxAgeSeconds: facts.maxAgeSeconds ?? null,
  });
  return id;
};

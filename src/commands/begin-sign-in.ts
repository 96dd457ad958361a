import { addMinutes } from "../core/time.ts";
import { deleteExpiredSignIns, insertSignInRequest } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";

/** Long enough to find one's second factor. */
const requestLifeMinutes = 30;

/**
 * Keeps a sign-in request, good for one answer, and answers its id. The deep link stays with us: RelayState may hold 80 bytes only
 * (SAML Bindings §3.4.3), and what does not leave cannot be changed on the way.
 */
export const beginSignIn = async (ctx: CommandContext, facts: { returnTo: string }): Promise<string> => {
  const now = ctx.clock.now();
  // An XML id must not begin with a digit or a hyphen.
  const id = `_${newSecret()}`;
  await deleteExpiredSignIns(ctx.db, now);
  await insertSignInRequest(ctx.db, {
    id,
    value: facts.returnTo,
    createdAt: now,
    expiresAt: addMinutes(now, requestLifeMinutes),
  });
  return id;
};

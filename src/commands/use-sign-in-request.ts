import { type SignInRequest, takeSignInRequest } from "../store/sign-ins.ts";
import { begunHere } from "./begun-here.ts";
import type { CommandContext } from "./context.ts";

/** The ids that `beginSignIn` gives. What looks otherwise, a browser's own invention, never reaches the database. */
const isId = (state: string): boolean => /^_[\w-]{43}$/.test(state);

/** The OIDC sign-in that this state belongs to, used up whatever becomes of it: a second answer finds nothing. */
export const useSignInRequest = async (
  ctx: CommandContext,
  facts: { state: string; browser: string | undefined },
): Promise<SignInRequest> => {
  const { state } = facts;
  const request = isId(state)
    ? await takeSignInRequest(ctx.db, { id: state, by: "oidc", at: ctx.clock.now() })
    : undefined;
  return begunHere(request, facts.browser);
};

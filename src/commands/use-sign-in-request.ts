import { type SignInRequest, takeSignInRequest } from "../store/sign-ins.ts";
import { begunHere } from "./begun-here.ts";
import type { CommandContext } from "./context.ts";

/** The OIDC sign-in that this state belongs to, used up whatever becomes of it: a second answer finds nothing. */
export const useSignInRequest = async (
  ctx: CommandContext,
  facts: { state: string; browser: string | undefined },
): Promise<SignInRequest> => {
  const request = await takeSignInRequest(ctx.db, { id: facts.state, by: "oidc", at: ctx.clock.now() });
  return begunHere(request, facts.browser);
};

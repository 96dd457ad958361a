import { type SignInRequest, takeSignInRequest } from "../store/sign-ins.ts";
import { begunHere } from "./begun-here.ts";
import type { CommandContext } from "./context.ts";
import { isSignInRequestId } from "./sign-in-request-id.ts";

/** The OIDC sign-in that this state belongs to, used up whatever becomes of it: a second answer finds nothing. */
export const useSignInRequest = async (
  ctx: CommandContext,
  facts: { state: string; browser: string | undefined },
): Promise<SignInRequest> => {
  const { state, browser } = facts;
  if (!isSignInRequestId(state)) return begunHere(undefined, browser);
  return begunHere(await takeSignInRequest(ctx.db, { id: state, by: "oidc", at: ctx.clock.now() }), browser);
};

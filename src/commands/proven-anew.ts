import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { addMilliseconds } from "../core/time.ts";
import type { SignInRequest } from "../store/sign-ins.ts";

/** By how much the provider's clock may be behind. */
const skewMs = 60_000;

const notAnew = refuse(
  "sign-in.not-anew",
  "The identity provider does not say that you have just signed in there. Sign out there first, or ask your administrators.",
);

/**
 * When they proved who they are, as far as a decision may lean on it. The answer to a request to sign in anew is refused when it tells of an
 * older sign-in, or of none: a session that is too old from the start would only send them round again.
 */
export const assertProvenAnew = (facts: {
  request: Pick<SignInRequest, "createdAt" | "maxAgeSeconds">;
  authenticatedAt: Date | undefined;
  now: Date;
}): void => {
  const { request, authenticatedAt, now } = facts;
  const { maxAgeSeconds } = request;
  if (maxAgeSeconds === null) return;
  const isAnew =
    authenticatedAt !== undefined &&
    (maxAgeSeconds === 0
      ? authenticatedAt >= addMilliseconds(request.createdAt, -skewMs)
      : now < addMilliseconds(authenticatedAt, maxAgeSeconds * 1_000));
  if (!isAnew) throw new Refusal("forbidden", [notAnew]);
};

import { Refusal, type RefusalKind } from "../core/refusal.ts";

/** Why nobody was signed in by OpenID Connect: the codes of a SAML refusal where the reason is the same, and the sentence for the person. */
const problems = {
  "sign-in.malformed": ["invalid", "What the identity provider sent could not be read. Sign in again."],
  "sign-in.declined": ["forbidden", "The identity provider did not sign you in. Sign in again."],
  "sign-in.bad-signature": ["forbidden", "The sign-in is not signed by the identity provider that Stint trusts."],
  "sign-in.wrong-issuer": [
    "forbidden",
    "The sign-in comes from another identity provider than the one Stint trusts. Sign in again.",
  ],
  "sign-in.wrong-audience": ["forbidden", "The sign-in was made for another application, not for Stint."],
  "sign-in.unknown-request": [
    "forbidden",
    "This answers a sign-in that Stint did not start, or that took too long. Sign in again.",
  ],
  "sign-in.not-yet-valid": [
    "forbidden",
    "The sign-in is not valid yet. The clocks of Stint and of the identity provider disagree.",
  ],
  "sign-in.expired": ["forbidden", "The sign-in is no longer valid. Sign in again."],
  "sign-in.not-anew": [
    "forbidden",
    "The identity provider does not say that you have just signed in there. Sign out there first, or ask your administrators.",
  ],
  "sign-in.no-subject": [
    "forbidden",
    "The sign-in does not say who you are in the way Stint looks for. Your administrators can see which claim it needs (STINT_OIDC_CLAIM).",
  ],
  "sign-in.email-unverified": [
    "forbidden",
    "The identity provider does not say that your e-mail address is verified, so Stint cannot go by it. Verify it there, or ask your administrators.",
  ],
  "sign-in.client-refused": [
    "unavailable",
    "The identity provider does not accept Stint's client id or secret. Tell your administrators.",
  ],
  "sign-in.provider-unreadable": [
    "unavailable",
    "Stint cannot reach its identity provider at the moment. Try again in a minute.",
  ],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

export type OidcProblem = keyof typeof problems;

export const oidcRefusal = (code: OidcProblem, cause?: unknown): Refusal => {
  const [kind, message] = problems[code];
  const refusal = new Refusal(kind, [{ code, message }]);
  // For the log of what only administrators can mend; what a stranger sent wrong is no news there.
  if (kind === "unavailable" && cause !== undefined) refusal.cause = cause;
  return refusal;
};

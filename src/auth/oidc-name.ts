import { oidcRefusal } from "./oidc-refusal.ts";

/** What a provider says of somebody, in an ID token or at its userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>;

/** Some providers write the boolean as text. */
const isTrue = (value: unknown): boolean => value === true || value === "true";

export const hasClaim = (claims: Claims, claim: string): boolean =>
  typeof claims[claim] === "string" && claims[claim].trim() !== "";

/**
 * The name by which somebody is looked up. An `email` counts only where the same source says it is verified (OpenID Connect Core §5.1): who
 * may type an address into a profile could otherwise be anybody of that address. A provider that says nothing about it is not believed;
 * another claim, which the operator chose because only administrators set it, needs no such word.
 */
export const nameIn = (claims: Claims, claim: string): string => {
  const name = claims[claim];
  if (typeof name !== "string" || name.trim() === "") throw oidcRefusal("sign-in.no-subject");
  if (claim === "email" && !isTrue(claims.email_verified)) throw oidcRefusal("sign-in.email-unverified");
  return name;
};

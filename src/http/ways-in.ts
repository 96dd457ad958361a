import type { AppContext } from "./app-context.ts";

/** Where signing in begins, whatever is set up. */
export const loginPath = "/auth/login";

/** With `again`, the provider is to ask anew who is there. */
export type Login = { returnTo: string; again: boolean };

export const loginAddress = (path: string, { returnTo, again }: Login): string =>
  `${path}?returnTo=${encodeURIComponent(returnTo)}${again ? "&again=1" : ""}`;

/** The ways in that are configured: one, or both. */
export const waysIn = ({ saml, oidc }: Pick<AppContext, "saml" | "oidc">): { path: string; name: string }[] => [
  ...(saml ? [{ path: "/auth/saml/login", name: "AWS access portal" }] : []),
  ...(oidc ? [{ path: "/auth/oidc/login", name: oidc.name }] : []),
];

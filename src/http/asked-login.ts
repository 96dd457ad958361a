import type { Context } from "hono";
import { returnPath } from "../auth/return-path.ts";
import type { AppContext } from "./app-context.ts";
import type { Login } from "./ways-in.ts";

/** Where a login address was asked to lead afterwards, and whether the provider is to ask anew. */
export const askedLogin = (c: Context): Login => ({
  returnTo: returnPath(c.req.query("returnTo")),
  again: c.req.query("again") === "1",
});

/**
 * How old a sign-in the provider is asked for: half of that, so that what it takes for fresh is not too old as soon as it is here.
 */
export const maxAgeToAskFor = (maxAgeSeconds: number): number => Math.floor(maxAgeSeconds / 2);

/** How long ago the provider may have asked who is there: as long as a decision may lean on it. */
export const maxAgeOf = ({ limits }: AppContext, { again }: Login): number | undefined => {
  if (!again) return undefined;
  return limits.decideMaxAgeMs === null ? 0 : Math.floor(limits.decideMaxAgeMs / 1_000);
};

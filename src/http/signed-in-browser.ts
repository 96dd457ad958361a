import type { Context } from "hono";
import type { SignedInBrowser } from "../commands/open-session.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { browserCookie } from "./browser-cookie.ts";
import { clientAddress } from "./client-address.ts";
import { sessionCookie } from "./session-cookie.ts";

/** The browser at the end of a sign-in: what it is known by, and what it is given when somebody is signed in. */
export const signedInBrowser = ({ publicUrl, limits }: Pick<AppContext, "publicUrl" | "limits">) => {
  const session = sessionCookie(publicUrl);
  const known = browserCookie({ publicUrl, lifeMs: limits.sessionAbsoluteMs });
  return {
    read: (c: Context<AppEnv>): SignedInBrowser => ({
      address: clientAddress(c, limits.trustedProxies),
      secret: known.secret(c),
      previousToken: session.read(c),
    }),
    open: (c: Context<AppEnv>, facts: { token: string; browser: SignedInBrowser }): void => {
      session.set(c, facts.token);
      known.give(c, facts.browser.secret);
      c.header("cache-control", "no-store");
    },
  };
};

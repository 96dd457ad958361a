import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** As long as a sign-in may take. */
const lifeSeconds = 30 * 60;

/**
 * A secret of this browser, to which each sign-in that begins here is bound: the answer to it counts in this browser only (RFC 9700
 * §4.7). All tabs share it. The answer of SAML is posted from another site, so over https the cookie is SameSite=None; it opens nothing
 * by itself. Over plain http, on this machine, browsers send no such cookie, so there a posted answer is bound to no browser.
 */
export const signInCookie = (publicUrl: string) => {
  const isSecure = new URL(publicUrl).protocol === "https:";
  const name = isSecure ? "__Host-stint-sign-in" : "stint-sign-in";
  const options = {
    httpOnly: true,
    secure: isSecure,
    sameSite: isSecure ? "None" : "Lax",
    path: "/",
    maxAge: lifeSeconds,
  } as const;
  const read = (c: Context): string | undefined => getCookie(c, name) || undefined;
  return {
    isSentWithPosts: isSecure,
    read,
    /** The browser's secret, made when it has none; its time begins anew. */
    give: (c: Context): string => {
      const secret = read(c) ?? randomBytes(32).toString("base64url");
      setCookie(c, name, secret, options);
      return secret;
    },
  };
};

import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** As long as a sign-in may take. */
const lifeSeconds = 30 * 60;

/** Sign-ins under way in one browser at a time; headers must not grow without end. */
const most = 8;

export const newBrowserSecret = (): string => randomBytes(32).toString("base64url");

/**
 * A secret of this browser for each sign-in that begins in it: the answer counts in this browser only (RFC 9700 §4.7). One for each, named
 * after the request, so that tabs that begin at the same moment do not take each other's away. The answer of SAML is posted from another
 * site, so over https the cookie is SameSite=None; it opens nothing by itself. Over plain http, on this machine, browsers send no such
 * cookie, so there a posted answer is bound to no browser.
 */
export const signInCookie = (publicUrl: string) => {
  const isSecure = new URL(publicUrl).protocol === "https:";
  const prefix = isSecure ? "__Host-stint-sign-in-" : "stint-sign-in-";
  const options = { httpOnly: true, secure: isSecure, sameSite: isSecure ? "None" : "Lax", path: "/" } as const;
  const nameOf = (requestId: string) => `${prefix}${requestId.slice(1, 13)}`;
  return {
    isSentWithPosts: isSecure,
    read: (c: Context, requestId: string | undefined): string | undefined =>
      (requestId && getCookie(c)[nameOf(requestId)]) || undefined,
    give: (c: Context, facts: { requestId: string; secret: string }): void => {
      const held = Object.keys(getCookie(c)).filter((name) => name.startsWith(prefix));
      setCookie(c, nameOf(facts.requestId), facts.secret, { ...options, maxAge: lifeSeconds });
      for (const name of held.slice(0, Math.max(0, held.length - most + 1))) deleteCookie(c, name, options);
    },
    clear: (c: Context, requestId: string): void => {
      const name = nameOf(requestId);
      if (getCookie(c)[name] !== undefined) deleteCookie(c, name, options);
    },
  };
};

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { newBrowserSecret } from "./sign-in-cookie.ts";

const name = "__Host-stint-browser";

/**
 * What a browser is known by from one sign-in to the next, so that its session before ends: the session cookie is SameSite=Lax and does
 * not come along when the access portal posts its answer. Opens nothing. Over plain http there is none: there everything is one site.
 */
export const browserCookie = (facts: { publicUrl: string; lifeMs: number }) => {
  const isSecure = new URL(facts.publicUrl).protocol === "https:";
  return {
    /** The browser's secret, made when it has none; its time begins anew. */
    secret: (c: Context): string | undefined => (isSecure ? getCookie(c)[name] || newBrowserSecret() : undefined),
    give: (c: Context, secret: string | undefined): void => {
      if (secret === undefined) return;
      const maxAge = Math.ceil(facts.lifeMs / 1_000);
      setCookie(c, name, secret, { httpOnly: true, secure: true, sameSite: "None", path: "/", maxAge });
    },
  };
};

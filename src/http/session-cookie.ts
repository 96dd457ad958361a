import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/**
 * The session cookie for this public URL. Over HTTPS it is `__Host-` (RFC 6265bis §4.1.3.2: Secure, Path=/, no Domain, so no
 * sibling host can plant one). Browsers disagree about Secure cookies on http://127.0.0.1, so there, and only there, it is a plain one.
 */
export const sessionCookie = (publicUrl: string) => {
  const { protocol, hostname } = new URL(publicUrl);
  const isSecure = protocol === "https:";
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (!isSecure && !isLoopback) throw new Error(`Sessions need https: ${publicUrl} would send them in the clear.`);
  const name = isSecure ? "__Host-stint" : "stint";
  const options = { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure } as const;
  return {
    name,
    read: (c: Context): string | undefined => getCookie(c, name) || undefined,
    set: (c: Context, token: string) => setCookie(c, name, token, options),
    clear: (c: Context) => deleteCookie(c, name, options),
  };
};

import { Hono } from "hono";
import { signOut } from "../commands/sign-out.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin } from "./asked-login.ts";
import { assertSameOrigin } from "./assert-same-origin.ts";
import { chooseWayInPage } from "./choose-way-in-page.ts";
import { oidcRoutes } from "./oidc-routes.ts";
import { samlRoutes } from "./saml-routes.ts";
import { sessionCookie } from "./session-cookie.ts";
import { signInAttempts } from "./sign-in-attempts.ts";
import { loginAddress, loginPath, waysIn } from "./ways-in.ts";

/** Signing in, by what is configured, and signing out. Nothing here needs a session. */
export const authRoutes = (context: AppContext): Hono<AppEnv> => {
  const { saml, oidc } = context;
  const cookie = sessionCookie(context.publicUrl);
  const attempts = signInAttempts(context);
  const routes = new Hono<AppEnv>();
  if (saml) routes.route("/", samlRoutes(context, { saml, attempts }));
  if (oidc) routes.route("/", oidcRoutes(context, { oidc, attempts }));
  return routes
    .get(loginPath, (c) => {
      const ways = waysIn(context);
      const [only, ...more] = ways;
      const login = askedLogin(c);
      c.header("cache-control", "no-store");
      return only && more.length === 0
        ? c.redirect(loginAddress(only.path, login), 303)
        : c.html(chooseWayInPage(ways, login));
    })
    .post("/auth/logout", async (c) => {
      // Also without a cookie: a post from another site comes without one, and what is answered would clear it.
      assertSameOrigin(c.req, context.publicUrl);
      const token = cookie.read(c);
      if (token) await signOut(context, { token });
      cookie.clear(c);
      c.header("cache-control", "no-store");
      const isPage = (c.req.header("accept") ?? "").includes("text/html");
      return isPage ? c.redirect("/", 303) : c.body(null, 204);
    });
};

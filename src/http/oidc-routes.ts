import { Hono } from "hono";
import type { OidcRelyingParty } from "../auth/oidc.ts";
import { returnPath } from "../auth/return-path.ts";
import { beginSignIn } from "../commands/begin-sign-in.ts";
import { signInByOidc } from "../commands/sign-in-by-oidc.ts";
import { useSignInRequest } from "../commands/use-sign-in-request.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin, maxAgeOf } from "./asked-login.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { Named, SignInAttempts } from "./sign-in-attempts.ts";
import { signInCookie } from "./sign-in-cookie.ts";

/** Signing in by OpenID Connect. Nothing here needs a session; the answer counts once, and in the browser where it was asked for. */
export const oidcRoutes = (
  context: AppContext,
  { oidc, attempts }: { oidc: OidcRelyingParty; attempts: SignInAttempts },
): Hono<AppEnv> => {
  const cookie = sessionCookie(context.publicUrl);
  const browserCookie = signInCookie(context.publicUrl);
  return new Hono<AppEnv>()
    .get("/auth/oidc/login", async (c) => {
      await attempts.begin(c);
      const login = askedLogin(c);
      const browser = browserCookie.give(c);
      const maxAgeSeconds = maxAgeOf(context, login);
      const age = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
      const state = await beginSignIn(context, { by: "oidc", returnTo: login.returnTo, browser, ...age });
      c.header("cache-control", "no-store");
      return c.redirect(await oidc.authorizationUrl({ state, browser, ...age }), 303);
    })
    .get("/auth/oidc/callback", async (c) => {
      let named: Named = {};
      try {
        const query = new URL(c.req.url).searchParams;
        const state = query.get("state") ?? "";
        const browser = browserCookie.read(c);
        const request = await useSignInRequest(context, { state, browser });
        const begun = { state, browser: browser ?? "", maxAgeSeconds: request.maxAgeSeconds };
        const evidence = await oidc.verify(query, begun);
        named = { nameId: evidence.name, assertionId: evidence.subject };
        const { lookup, limits } = context;
        const signedIn = await signInByOidc(context, {
          lookup,
          request,
          evidence,
          sessionMs: limits.sessionAbsoluteMs,
          previousToken: cookie.read(c),
        });
        cookie.set(c, signedIn.token);
        c.header("cache-control", "no-store");
        return c.redirect(returnPath(signedIn.returnTo), 303);
      } catch (problem) {
        await attempts.refuse(c, { problem, by: "oidc", named });
        throw problem;
      }
    });
};

import { Hono } from "hono";
import type { OidcRelyingParty } from "../auth/oidc.ts";
import { returnPath } from "../auth/return-path.ts";
import { beginSignIn } from "../commands/begin-sign-in.ts";
import { signInByOidc } from "../commands/sign-in-by-oidc.ts";
import { useSignInRequest } from "../commands/use-sign-in-request.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin, maxAgeOf, maxAgeToAskFor } from "./asked-login.ts";
import { assertPage } from "./assert-page.ts";
import type { Named, SignInAttempts } from "./sign-in-attempts.ts";
import { newBrowserSecret, signInCookie } from "./sign-in-cookie.ts";
import { signedInBrowser } from "./signed-in-browser.ts";

/** Signing in by OpenID Connect. Nothing here needs a session; the answer counts once, and in the browser where it was asked for. */
export const oidcRoutes = (
  context: AppContext,
  { oidc, attempts }: { oidc: OidcRelyingParty; attempts: SignInAttempts },
): Hono<AppEnv> => {
  const begunCookie = signInCookie(context.publicUrl);
  const signedIn = signedInBrowser(context);
  const { lookup, limits } = context;
  return new Hono<AppEnv>()
    .get("/auth/oidc/login", async (c) => {
      assertPage(c);
      await attempts.begin(c);
      const login = askedLogin(c);
      const browser = newBrowserSecret();
      const maxAgeSeconds = maxAgeOf(context, login);
      const age = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
      const state = await beginSignIn(context, { by: "oidc", returnTo: login.returnTo, browser, ...age });
      begunCookie.give(c, { requestId: state, secret: browser });
      c.header("cache-control", "no-store");
      const asked = maxAgeSeconds === undefined ? {} : { maxAgeSeconds: maxAgeToAskFor(maxAgeSeconds) };
      return c.redirect(await oidc.authorizationUrl({ state, browser, ...asked }), 303);
    })
    .get("/auth/oidc/callback", async (c) => {
      let named: Named = {};
      try {
        const query = new URL(c.req.url).searchParams;
        const state = query.get("state") ?? "";
        const secret = begunCookie.read(c, state);
        const request = await useSignInRequest(context, { state, browser: secret });
        c.set("login", { returnTo: returnPath(request.value), again: request.maxAgeSeconds !== null });
        const begun = { state, browser: secret ?? "", maxAgeSeconds: request.maxAgeSeconds };
        const evidence = await oidc.verify(query, begun);
        named = { nameId: evidence.name, assertionId: evidence.subject };
        const browser = signedIn.read(c);
        const sessionMs = limits.sessionAbsoluteMs;
        const token = await signInByOidc(context, { lookup, request, evidence, sessionMs, browser });
        signedIn.open(c, { token, browser });
        begunCookie.clear(c, state);
        return c.redirect(returnPath(request.value), 303);
      } catch (problem) {
        await attempts.refuse(c, { problem, by: "oidc", named });
        throw problem;
      }
    });
};

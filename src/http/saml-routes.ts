import { Hono } from "hono";
import { returnPath } from "../auth/return-path.ts";
import type { SamlServiceProvider } from "../auth/saml.ts";
import { beginSignIn } from "../commands/begin-sign-in.ts";
import { signIn } from "../commands/sign-in.ts";
import { useSamlAnswer } from "../commands/use-saml-answer.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin, maxAgeOf } from "./asked-login.ts";
import { assertPage } from "./assert-page.ts";
import { readForm } from "./read-form.ts";
import type { Named, SignInAttempts } from "./sign-in-attempts.ts";
import { newBrowserSecret, signInCookie } from "./sign-in-cookie.ts";
import { signedInBrowser } from "./signed-in-browser.ts";

/** Signing in by SAML. Nothing here needs a session. */
export const samlRoutes = (
  context: AppContext,
  { saml, attempts }: { saml: SamlServiceProvider; attempts: SignInAttempts },
): Hono<AppEnv> => {
  const begunCookie = signInCookie(context.publicUrl);
  const signedIn = signedInBrowser(context);
  const { lookup, limits } = context;
  return (
    new Hono<AppEnv>()
      .get("/auth/saml/metadata", (c) =>
        c.body(saml.metadata(), 200, { "content-type": "application/samlmetadata+xml; charset=utf-8" }),
      )
      .get("/auth/saml/login", async (c) => {
        assertPage(c);
        await attempts.begin(c);
        const login = askedLogin(c);
        const maxAgeSeconds = maxAgeOf(context, login);
        const secret = begunCookie.isSentWithPosts ? newBrowserSecret() : undefined;
        const requestId = await beginSignIn(context, {
          ...{ by: "saml", returnTo: login.returnTo },
          ...(secret === undefined ? {} : { browser: secret }),
          ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
        });
        if (secret !== undefined) begunCookie.give(c, { requestId, secret });
        c.header("cache-control", "no-store");
        return c.redirect(await saml.authnRequestUrl(requestId, { anew: login.again }), 303);
      })
      // Posted by the access portal's page: another origin by nature, and without our session cookie, which is SameSite=Lax.
      .post("/auth/saml/acs", async (c) => {
        let named: Named = {};
        try {
          const form = await readForm(c);
          c.set("login", { returnTo: returnPath(form.get("RelayState")), again: false });
          const evidence = await saml.verify(form.get("SAMLResponse") ?? "");
          named = { nameId: evidence.subject.nameId, assertionId: evidence.assertionId };
          const { inResponseTo } = evidence;
          const request = await useSamlAnswer(context, { evidence, browser: begunCookie.read(c, inResponseTo) });
          if (request) c.set("login", { returnTo: returnPath(request.value), again: request.maxAgeSeconds !== null });
          const browser = signedIn.read(c);
          const sessionMs = limits.sessionAbsoluteMs;
          const token = await signIn(context, { lookup, evidence, request, sessionMs, browser });
          signedIn.open(c, { token, browser });
          if (inResponseTo !== undefined) begunCookie.clear(c, inResponseTo);
          return c.redirect(returnPath(request?.value ?? form.get("RelayState")), 303);
        } catch (problem) {
          await attempts.refuse(c, { problem, by: "saml", named });
          throw problem;
        }
      })
  );
};

import { Hono } from "hono";
import { returnPath } from "../auth/return-path.ts";
import type { SamlServiceProvider } from "../auth/saml.ts";
import { beginSignIn } from "../commands/begin-sign-in.ts";
import { signIn } from "../commands/sign-in.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin } from "./asked-login.ts";
import { readForm } from "./read-form.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { Named, SignInAttempts } from "./sign-in-attempts.ts";
import { signInCookie } from "./sign-in-cookie.ts";

/** Signing in by SAML. Nothing here needs a session. */
export const samlRoutes = (
  context: AppContext,
  { saml, attempts }: { saml: SamlServiceProvider; attempts: SignInAttempts },
): Hono<AppEnv> => {
  const cookie = sessionCookie(context.publicUrl);
  const browserCookie = signInCookie(context.publicUrl);
  return (
    new Hono<AppEnv>()
      .get("/auth/saml/metadata", (c) =>
        c.body(saml.metadata(), 200, { "content-type": "application/samlmetadata+xml; charset=utf-8" }),
      )
      .get("/auth/saml/login", async (c) => {
        await attempts.begin(c);
        const { returnTo, again } = askedLogin(c);
        const binding = browserCookie.isSentWithPosts ? { browser: browserCookie.give(c) } : {};
        const requestId = await beginSignIn(context, { by: "saml", returnTo, ...binding });
        c.header("cache-control", "no-store");
        return c.redirect(await saml.authnRequestUrl(requestId, { anew: again }), 303);
      })
      // Posted by the access portal's page: another origin by nature, and without our session cookie, which is SameSite=Lax.
      .post("/auth/saml/acs", async (c) => {
        let named: Named = {};
        try {
          const form = await readForm(c);
          const evidence = await saml.verify(form.get("SAMLResponse") ?? "");
          named = { nameId: evidence.subject.nameId, assertionId: evidence.assertionId };
          const { lookup, limits } = context;
          const signedIn = await signIn(context, {
            lookup,
            evidence,
            sessionMs: limits.sessionAbsoluteMs,
            browser: browserCookie.read(c),
            previousToken: cookie.read(c),
          });
          cookie.set(c, signedIn.token);
          c.header("cache-control", "no-store");
          return c.redirect(returnPath(signedIn.returnTo ?? form.get("RelayState")), 303);
        } catch (problem) {
          await attempts.refuse(c, { problem, by: "saml", named });
          throw problem;
        }
      })
  );
};

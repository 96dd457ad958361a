import { type Context, Hono } from "hono";
import { returnPath } from "../auth/return-path.ts";
import type { SamlEvidence } from "../auth/saml.ts";
import { beginSignIn } from "../commands/begin-sign-in.ts";
import { recordRefusedSignIn } from "../commands/record-refused-sign-in.ts";
import { signIn } from "../commands/sign-in.ts";
import { signOut } from "../commands/sign-out.ts";
import { Refusal } from "../core/refusal.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { assertSameOrigin } from "./assert-same-origin.ts";
import { clientAddress } from "./client-address.ts";
import { rateLimit } from "./rate-limit.ts";
import { readForm } from "./read-form.ts";
import { sessionCookie } from "./session-cookie.ts";

/** Beginning to sign in costs one point. */
const refusedCosts = 10;

/** Signing in by SAML and signing out. Nothing here needs a session. */
export const authRoutes = (context: AppContext): Hono<AppEnv> => {
  const cookie = sessionCookie(context.publicUrl);
  const begun = rateLimit(context.limits.signInsPerMinute);
  const refused = rateLimit(context.limits.signInsPerMinute);
  const addressOf = (c: Context<AppEnv>) => clientAddress(c, context.limits.trustedProxies);

  /** Whoever goes on with what is no good is told to wait; who can prove who they are is let in from that address all the same. */
  const recordRefusal = async (c: Context<AppEnv>, refusal: Refusal, evidence: SamlEvidence | undefined) => {
    const address = addressOf(c);
    await refused.spend(address, refusedCosts);
    const verified = evidence ? { nameId: evidence.subject.nameId, assertionId: evidence.assertionId } : {};
    await recordRefusedSignIn(context, { refusal, address, ...verified });
  };

  return (
    new Hono<AppEnv>()
      .get("/auth/saml/metadata", (c) =>
        c.body(context.saml.metadata(), 200, { "content-type": "application/samlmetadata+xml; charset=utf-8" }),
      )
      .get("/auth/saml/login", async (c) => {
        await begun.spend(addressOf(c));
        const requestId = await beginSignIn(context, { returnTo: returnPath(c.req.query("returnTo")) });
        c.header("cache-control", "no-store");
        return c.redirect(await context.saml.authnRequestUrl(requestId), 303);
      })
      // Posted by the access portal's page: another origin by nature, and without our cookie, which is SameSite=Lax.
      .post("/auth/saml/acs", async (c) => {
        let evidence: SamlEvidence | undefined;
        try {
          const form = await readForm(c);
          evidence = await context.saml.verify(form.get("SAMLResponse") ?? "");
          const previousToken = cookie.read(c);
          const { lookup, limits } = context;
          const signedIn = await signIn(context, {
            lookup,
            evidence,
            sessionMs: limits.sessionAbsoluteMs,
            ...(previousToken ? { previousToken } : {}),
          });
          cookie.set(c, signedIn.token);
          c.header("cache-control", "no-store");
          return c.redirect(returnPath(signedIn.returnTo ?? form.get("RelayState")), 303);
        } catch (problem) {
          if (problem instanceof Refusal && problem.kind !== "unavailable") await recordRefusal(c, problem, evidence);
          throw problem;
        }
      })
      .post("/auth/logout", async (c) => {
        const token = cookie.read(c);
        if (token) {
          assertSameOrigin(c.req, context.publicUrl);
          await signOut(context, { token });
        }
        cookie.clear(c);
        c.header("cache-control", "no-store");
        const isPage = (c.req.header("accept") ?? "").includes("text/html");
        return isPage ? c.redirect("/", 303) : c.body(null, 204);
      })
  );
};

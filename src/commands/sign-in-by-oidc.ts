import type { PersonLookup } from "../core/directory-source.ts";
import type { SignInRequest } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { getPersonByName } from "./find-person-by-name.ts";
import { openSession, type SignedInBrowser } from "./open-session.ts";
import { assertProvenAnew } from "./proven-anew.ts";

type Facts = {
  lookup: PersonLookup;
  /** Used up already, by the browser that began it. */
  request: SignInRequest;
  /** Verified. */
  evidence: {
    match: "email" | "user-name";
    name: string;
    subject: string;
    sessionId?: string;
    authenticatedAt?: Date;
  };
  sessionMs: number;
  browser: SignedInBrowser;
};

/**
 * Opens a session for whoever bears exactly this e-mail or user name, whichever was set up, whatever its case; answers the token for the
 * cookie. The one is never taken for the other. Who is unknown, disabled or one of several in Identity Store does not get in.
 */
export const signInByOidc = async (ctx: CommandContext, facts: Facts): Promise<string> => {
  const { lookup, request, evidence, sessionMs, browser } = facts;
  const { match, name, subject, sessionId, authenticatedAt } = evidence;
  assertProvenAnew({ request, authenticatedAt, now: ctx.clock.now() });
  const person = await getPersonByName(ctx, { lookup, by: match, name });
  return openSession(ctx, {
    ...{ person, by: "oidc", reference: sessionId, beganAt: "stint", subject, authenticatedAt, sessionMs, browser },
    // `auth_time` says when they signed in, and nothing else (OpenID Connect Core §2).
    isProvenAnew: true,
  });
};

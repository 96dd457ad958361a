import type { PersonLookup } from "../core/directory-source.ts";
import type { SignInRequest } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { getPersonByName } from "./find-person-by-name.ts";
import { openSession } from "./open-session.ts";
import type { SignedIn } from "./sign-in.ts";

type Facts = {
  lookup: PersonLookup;
  /** Used up already, by the browser that began it. */
  request: SignInRequest;
  /** Verified. */
  evidence: { match: "email" | "user-name"; name: string; sessionId?: string; authenticatedAt?: Date };
  sessionMs: number;
  previousToken?: string | undefined;
};

/**
 * Opens a session for whoever bears exactly this e-mail or user name, whichever was set up, whatever its case. The one is never taken
 * for the other. Who is unknown, disabled or one of several in Identity Store does not get in.
 */
export const signInByOidc = async (ctx: CommandContext, facts: Facts): Promise<SignedIn> => {
  const { lookup, request, evidence, sessionMs, previousToken } = facts;
  const person = await getPersonByName(ctx, { lookup, by: evidence.match, name: evidence.name });
  const { sessionId, authenticatedAt } = evidence;
  const opening = { person, by: "oidc", reference: sessionId, beganAt: "stint", authenticatedAt } as const;
  return { token: await openSession(ctx, { ...opening, sessionMs, previousToken }), returnTo: request.value };
};

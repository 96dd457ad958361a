import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Caller } from "../commands/context.ts";
import { useApiToken } from "../commands/use-api-token.ts";
import { useSession } from "../commands/use-session.ts";
import type { PersonInGroups } from "../core/directory.ts";
import type { HeldScopes } from "../core/scopes.ts";
import type { Rights } from "../store/standing.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { assertSameOrigin } from "./assert-same-origin.ts";
import { clientAddress } from "./client-address.ts";
import { confirmGroupRights } from "./confirm-group-rights.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { rateLimit } from "./rate-limit.ts";
import { sessionCookie } from "./session-cookie.ts";

type Identity = { caller: Caller; person: PersonInGroups; rights: Rights; scopes: HeldScopes };

const bearerToken = (header: string | undefined) => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? "")?.[1];

const unauthenticated = (code: string, message: string, challenge: string) =>
  new EdgeRefusal("unauthenticated", { code, message }, { "www-authenticate": challenge });

/**
 * Behind this there is somebody: `c.var` holds the caller, the person as the directory knows them now, their personas and scopes.
 * A bearer token wins over a cookie; a changing call by cookie must come from our own origin.
 */
export const authenticate = (context: AppContext) => {
  const cookie = sessionCookie(context.publicUrl);
  const failures = rateLimit(context.limits.signInsPerMinute);
  /** Whoever goes on presenting what is no good is told to wait; who is signed in at the same address is not. */
  const countFailure = (c: Context<AppEnv>) => failures.spend(clientAddress(c, context.limits.trustedProxies));

  const byToken = async (c: Context<AppEnv>, token: string): Promise<Identity> => {
    const used = await useApiToken(context, { token });
    if (used) {
      const { person, rights, scopes } = used;
      return { caller: { personId: person.id, via: used.clientId }, person, rights, scopes };
    }
    await countFailure(c);
    const message = "This token is not valid (any more). Ask for a new one at /oauth/token.";
    throw unauthenticated("token.invalid", message, 'Bearer error="invalid_token"');
  };

  const bySession = async (c: Context<AppEnv>): Promise<Identity> => {
    const token = cookie.read(c);
    if (!token) throw unauthenticated("session.missing", "Sign in first, at /auth/login.", "Bearer");
    assertSameOrigin(c.req, context.publicUrl);
    const used = await useSession(context, { token, idleMs: context.limits.sessionIdleMs });
    if (used) {
      const { person, rights, authenticatedAt } = used;
      return { caller: { personId: person.id, authenticatedAt }, person, rights, scopes: "all" };
    }
    cookie.clear(c);
    await countFailure(c);
    throw unauthenticated("session.ended", "Your session is over. Sign in again, at /auth/login.", "Bearer");
  };

  return createMiddleware<AppEnv>(async (c, next) => {
    const authorization = c.req.header("authorization");
    const token = bearerToken(authorization);
    const identity = authorization === undefined ? await bySession(c) : await byToken(c, token ?? "");
    const confirmed = await confirmGroupRights(context, identity);
    if (!confirmed) throw unauthenticated("session.ended", "You are disabled in Identity Center, or gone.", "Bearer");
    const { person, personas } = confirmed;
    c.set("caller", personas.groupsAreStale ? { ...identity.caller, groupsAreStale: true } : identity.caller);
    c.set("person", person);
    c.set("scopes", identity.scopes);
    c.set("personas", personas);
    c.set("settings", identity.rights.settings);
    await next();
  });
};

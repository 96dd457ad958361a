import type { Context } from "hono";
import { isPresent } from "../core/directory.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { findApiToken } from "../store/api-clients.ts";
import { findPeople } from "../store/people.ts";
import { findSession } from "../store/sessions.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { sessionCookie } from "./session-cookie.ts";

/**
 * For lines that stay open: whether what let the caller in still would. Looking does not count as using, so an open line keeps no
 * session from becoming idle, and ends with it.
 */
export const stillSignedIn = (context: AppContext, c: Context<AppEnv>): (() => Promise<boolean>) => {
  const { db, clock, limits } = context;
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const cookie = sessionCookie(context.publicUrl).read(c);
  const isHere = async () => {
    const [person] = await findPeople(db, [c.var.caller.personId]);
    return person !== undefined && isPresent(person);
  };
  return async () => {
    const at = clock.now();
    if (!(await isHere())) return false;
    if (bearer) return (await findApiToken(db, { tokenHash: secretHash(bearer), at })) !== undefined;
    const session = cookie ? await findSession(db, secretHash(cookie)) : undefined;
    if (!session) return false;
    return at < session.expiresAt && at < addMilliseconds(session.lastSeenAt, limits.sessionIdleMs);
  };
};

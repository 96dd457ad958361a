import type { Context } from "hono";
import { isPresent } from "../core/directory.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { findApiToken } from "../store/api-clients.ts";
import { findPeople } from "../store/people.ts";
import { findSessionsOfPresent } from "../store/sessions.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedTogether } from "./asked-together.ts";
import { sessionCookie } from "./session-cookie.ts";

/**
 * For lines that stay open: whether what let the caller in still would. Looking does not count as using, so an open line keeps no
 * session from becoming idle, and ends with it. Lines that look at the same moment are one reading.
 */
export const stillSignedIn = (context: AppContext): ((c: Context<AppEnv>) => () => Promise<boolean>) => {
  const { db, clock, limits } = context;
  const findSession = askedTogether((tokenHashes) => findSessionsOfPresent(db, tokenHashes));
  const isHere = async (personId: string) => {
    const [person] = await findPeople(db, [personId]);
    return person !== undefined && isPresent(person);
  };
  return (c) => {
    const { personId } = c.var.caller;
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const cookie = sessionCookie(context.publicUrl).read(c);
    const [tokenHash, sessionHash] = [bearer && secretHash(bearer), cookie && secretHash(cookie)];
    return async () => {
      const at = clock.now();
      if (tokenHash) return (await isHere(personId)) && (await findApiToken(db, { tokenHash, at })) !== undefined;
      const session = sessionHash ? await findSession(sessionHash) : undefined;
      if (session?.personId !== personId) return false;
      return at < session.expiresAt && at < addMilliseconds(session.lastSeenAt, limits.sessionIdleMs);
    };
  };
};

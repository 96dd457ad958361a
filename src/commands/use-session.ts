import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { deleteSession, touchSession } from "../store/sessions.ts";
import { findSignedIn, type Rights } from "../store/standing.ts";
import type { CommandContext } from "./context.ts";

/** Writing at every request would cost more than it tells. */
const seenEveryMs = 60_000;

/**
 * Who the session with this token belongs to, as the directory knows them now, what gives them rights, and when they proved who they are. A session that is idle too long or past its end,
 * or whose person was disabled or is gone, ends here and answers nobody.
 */
export const useSession = async (
  ctx: CommandContext,
  facts: { token: string; idleMs: number },
): Promise<{ person: PersonInGroups; rights: Rights; authenticatedAt: Date | null } | undefined> => {
  const tokenHash = secretHash(facts.token);
  const found = await findSignedIn(ctx.db, tokenHash);
  if (!found) return undefined;
  const { session, person, rights } = found;
  const now = ctx.clock.now();
  const isOver = now >= session.expiresAt || now >= addMilliseconds(session.lastSeenAt, facts.idleMs);
  if (isOver || !person || !isPresent(person)) {
    await deleteSession(ctx.db, tokenHash);
    return undefined;
  }
  if (now >= addMilliseconds(session.lastSeenAt, seenEveryMs)) await touchSession(ctx.db, { tokenHash, at: now });
  return { person, rights, authenticatedAt: session.authenticatedAt };
};

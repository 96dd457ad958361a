import { longestSessionMinutes } from "./reserved-role.ts";
import { addMinutes, earlier, later } from "./time.ts";

/** How long a permission set lets sessions last, and lately let them: credentials keep the duration under which they were issued. */
export type SessionLengths = {
  sessionDurationMinutes: number;
  /** A longer one that was shortened; null when none is known. */
  longerSessionMinutes: number | null;
  /** Until when credentials can have been issued under the longer one: when it was noticed to be gone. */
  longerSessionHeldAt: Date | null;
  goneAt: Date | null;
};

/** None lasts for nothing: whatever the directory holds, nobody's credentials are taken for dead while they work. */
const orLongest = (minutes: number) => (minutes > 0 ? minutes : longestSessionMinutes);

/**
 * No credentials that were issued until then work longer. A permission set that is not there any more may have said anything when it was
 * last used: then the most that Identity Center allows.
 */
export const lastExpiryAt = (issuedUntil: Date, role: SessionLengths | undefined): Date => {
  if (!role || role.goneAt !== null) return addMinutes(issuedUntil, longestSessionMinutes);
  const now = addMinutes(issuedUntil, orLongest(role.sessionDurationMinutes));
  const { longerSessionMinutes: longer, longerSessionHeldAt: heldAt } = role;
  return longer === null || heldAt === null ? now : later(now, addMinutes(earlier(issuedUntil, heldAt), longer));
};

type Longer = Pick<SessionLengths, "longerSessionMinutes" | "longerSessionHeldAt">;

/**
 * What is to be remembered once a permission set was read to have this duration. Shortened again while credentials of a still longer one
 * may work, the longest is remembered for all of that time: rather too long than too short.
 */
export const longerSession = (facts: { held: SessionLengths | undefined; minutes: number; at: Date }): Longer => {
  const { held, minutes, at } = facts;
  if (!held) return { longerSessionMinutes: null, longerSessionHeldAt: null };
  const { sessionDurationMinutes: was, longerSessionMinutes, longerSessionHeldAt } = held;
  if (minutes >= was) return { longerSessionMinutes, longerSessionHeldAt };
  const stillMatters = longerSessionHeldAt !== null && addMinutes(longerSessionHeldAt, longerSessionMinutes ?? 0) > at;
  const before = stillMatters ? (longerSessionMinutes ?? 0) : 0;
  return { longerSessionMinutes: Math.max(was, before), longerSessionHeldAt: at };
};

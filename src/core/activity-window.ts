import type { Grant } from "./grant.ts";
import { lastExpiryAt, type SessionLengths } from "./session-lengths.ts";

/** When sessions were begun that count as this grant's, and until when those can act. */
export type ActivityWindow = {
  sessionsFrom: Date;
  /** Null while new ones can be begun. */
  sessionsTo: Date | null;
  /** When the credentials of the last of them expire; null while new ones can be begun. */
  eventsTo: Date | null;
};

type Held = Pick<Grant, "state" | "startsAt" | "endedAt" | "endReason">;

/** A failure with a reason of ending: AWS never confirmed the access, and yet may have given it for a while. */
const mayHaveBeenThere = ({ state, endReason }: Held) =>
  state !== "scheduled" && (state !== "failed" || endReason !== null);

/**
 * The time in which somebody can have begun a session by this grant; null when nobody can. It begins with the start, not with AWS's
 * confirmation, because the portal offers the role some moments before Stint is told. CloudTrail gives the beginning of a session in whole
 * seconds, rounded down.
 */
export const activityWindow = (grant: Held, role?: SessionLengths): ActivityWindow | null => {
  if (!mayHaveBeenThere(grant)) return null;
  const { startsAt, endedAt } = grant;
  const sessionsFrom = new Date(Math.floor(startsAt.getTime() / 1_000) * 1_000);
  if (endedAt === null) return { sessionsFrom, sessionsTo: null, eventsTo: null };
  return endedAt <= startsAt ? null : { sessionsFrom, sessionsTo: endedAt, eventsTo: lastExpiryAt(endedAt, role) };
};

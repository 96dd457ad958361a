import type { Reason } from "./decision.ts";
import { lastExpiryAt, type SessionLengths } from "./session-lengths.ts";
import { addMinutes, later } from "./time.ts";

/**
 * A grant is one person × account × permission set × window. It exists only from an approving decision on.
 *
 * SCHEDULED: approved, its start not reached. Left for `activating` at `startsAt`, or straight for `ended` when someone ends it: AWS is never called.
 * Straight for `failed` when its whole window passed while nothing of Stint was at work.
 * ACTIVATING: Stint works on the assignment. Left for `active` when AWS confirmed it, for `failed` when AWS refused for good, for `ending` when it is ended
 * meanwhile or its window is over.
 * ACTIVE: AWS confirmed the assignment. Left for `ending` at `endsAt`, when someone ends it, or when AWS was found not to hold it any more; then, where
 * the settings want it put back, for `activating` instead.
 * ENDING: the grant no longer wants its assignment. A removal cannot fail: it stays, visible, until AWS confirmed the removal, or another grant or a standing
 * assignment keeps the tuple. Then it is `ended`, or `failed` when its whole window passed without AWS confirming the access once.
 * ENDED, FAILED: final.
 */
export type GrantState = "scheduled" | "activating" | "active" | "ending" | "ended" | "failed";

/**
 * Why the assignment may outlive the grant that is over: another grant of the same person wants it, or it was there before us, or its
 * account has left the organisation: AWS then lets nobody in there, and lets us remove nothing. Should the account come back, Stint goes on.
 */
export type Kept = "by-another-grant" | "standing" | "account-gone";

/**
 * `found-gone`: somebody else took the assignment away in AWS. `restored`: the database was restored to an earlier moment, so that nobody
 * knows whether the access was ended since.
 */
export type EndReason =
  | "elapsed"
  | "revoked"
  | "eligibility-lost"
  | "person-disabled"
  | "found-gone"
  | "restored"
  | "emergency-stop";

export type Grant = {
  id: string;
  requestId: string;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  startsAt: Date;
  endsAt: Date;
  state: GrantState;
  endReason: EndReason | null;
  /** Who ended it; null when Stint did. */
  endedById: string | null;
  endComment: string | null;
  /** Which conditions were lost, where it ended for that. */
  endCauses: Reason[];
  endAskedAt: Date | null;
  activatedAt: Date | null;
  endedAt: Date | null;
  /** The assignment was there before Stint; it is never removed. */
  onStanding: boolean;
  /** Set when it ended and the assignment stayed. */
  kept: Kept | null;
  /** Why it failed, in AWS's words; noted already while `ending` when the window passed without the access. */
  failure: string | null;
  createdAt: Date;
};

/** Fixed at approval: a late approval keeps the full duration, from approval. */
export const grantWindow = (facts: { askedStartsAt: Date | null; approvedAt: Date; durationMinutes: number }) => {
  const startsAt = later(facts.askedStartsAt ?? facts.approvedAt, facts.approvedAt);
  return { startsAt, endsAt: addMinutes(startsAt, facts.durationMinutes) };
};

/**
 * Whether the grant wants its assignment to exist at this instant. Once it has begun its start is not asked for again: a clock that is
 * set back takes nobody's access away.
 */
export const wantsAssignment = (grant: Pick<Grant, "state" | "startsAt" | "endsAt">, now: Date): boolean => {
  if (grant.state === "activating" || grant.state === "active") return now < grant.endsAt;
  return grant.state === "scheduled" && grant.startsAt <= now && now < grant.endsAt;
};

/**
 * When the last credentials issued under the grant expire: whoever fetched some just before the end keeps them for the permission
 * set's session duration, or a longer one that it had before. Null when AWS never gave access, and as long as new ones can be issued:
 * while AWS has not confirmed the end, or when the assignment stays after it.
 */
export const credentialsExpireAt = (
  grant: Pick<Grant, "state" | "activatedAt" | "endsAt" | "endedAt" | "onStanding" | "kept">,
  role: SessionLengths | undefined,
): Date | null => {
  const isOver = grant.endedAt !== null;
  if (isOver && grant.activatedAt === null) return null;
  const stays = grant.kept !== null && grant.kept !== "account-gone";
  const goesOn = grant.state === "ending" || (isOver ? stays : grant.onStanding);
  return goesOn ? null : lastExpiryAt(grant.endedAt ?? grant.endsAt, role);
};

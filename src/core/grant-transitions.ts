import type { EndReason, Grant, Kept } from "./grant.ts";
import { wantsAssignment } from "./grant.ts";
import { type AssignmentState, isSettledAbsent, isThereToStay, release } from "./reconciliation.ts";

/** A move of one grant; the store carries it out only if the grant is still where it was. */
export type GrantMove =
  | { grantId: string; from: "scheduled"; to: "activating" }
  | { grantId: string; from: "activating"; to: "active"; onStanding: boolean }
  | { grantId: string; from: "activating"; to: "failed"; failure: string }
  | { grantId: string; from: "scheduled" | "ending"; to: "failed"; failure: string }
  | { grantId: string; from: "activating"; to: "ending"; reason: EndReason; failure: string }
  | { grantId: string; from: "active" | "activating"; to: "ending"; reason: EndReason }
  | { grantId: string; from: "active"; to: "activating"; because: "found-gone" }
  | { grantId: string; from: "ending"; to: "ended"; kept: Kept | null };

export type TimedGrant = Pick<Grant, "id" | "state" | "startsAt" | "endsAt" | "activatedAt" | "failure"> & {
  /** What last stood in the way of its assignment. */
  lastError: string | null;
};

const neverBegun = "The access was not begun within its window: Stint was not at work.";

const neverConfirmed = ({ lastError }: TimedGrant) =>
  `AWS did not confirm the access within its window${lastError === null ? "." : `: ${lastError}`}`;

/**
 * What the passing of time alone does to a grant. Undefined when its instant has not come. Access that AWS never confirmed is told as
 * failed, not as ended; but something may have been made for it, so it is `ending`, its failure noted, until AWS confirmed that nothing is left.
 */
export const moveByTime = (grant: TimedGrant, now: Date): GrantMove | undefined => {
  const over = grant.endsAt <= now;
  if (grant.state === "scheduled" && over)
    return { grantId: grant.id, from: "scheduled", to: "failed", failure: neverBegun };
  if (grant.state === "scheduled" && grant.startsAt <= now)
    return { grantId: grant.id, from: "scheduled", to: "activating" };
  if (grant.state === "activating" && over && grant.activatedAt === null)
    return { grantId: grant.id, from: "activating", to: "ending", reason: "elapsed", failure: neverConfirmed(grant) };
  if ((grant.state === "active" || grant.state === "activating") && over)
    return { grantId: grant.id, from: grant.state, to: "ending", reason: "elapsed" };
  return undefined;
};

/** AWS refused for good. Access that it had once confirmed has not failed: it ends, because somebody took it away. */
export const moveByRefusal = (grant: TimedGrant, refusal: string): GrantMove | undefined => {
  if (grant.state !== "activating") return undefined;
  return grant.activatedAt === null
    ? { grantId: grant.id, from: "activating", to: "failed", failure: refusal }
    : { grantId: grant.id, from: "activating", to: "ending", reason: "found-gone" };
};

/** What becomes of access that somebody else took away in AWS. */
export type Gone = {
  onMissing: "end" | "put-back";
  /** When the database was last restored to an earlier moment. What was ended since then is not known to have been: it is not put back. */
  restoredAt: Date | null;
};

/** What follows when AWS was found not to hold what it had confirmed. Undefined for what never was active. */
export const moveByAbsence = (grant: TimedGrant, { onMissing, restoredAt }: Gone): GrantMove | undefined => {
  if (grant.state !== "active") return undefined;
  const isKnown = restoredAt === null || (grant.activatedAt !== null && grant.activatedAt > restoredAt);
  return onMissing === "put-back" && isKnown
    ? { grantId: grant.id, from: "active", to: "activating", because: "found-gone" }
    : { grantId: grant.id, from: "active", to: "ending", reason: "found-gone" };
};

/**
 * What AWS's confirmation does to a grant. ACTIVE only when the assignment was seen present since the grant's start;
 * ENDED, or FAILED when it never was active, only when AWS holds nothing of ours any more, or somebody else has a right to the tuple, or
 * the account is out of the organisation and AWS does not remove anything there any more.
 */
export const moveByConfirmation = (
  grant: TimedGrant,
  facts: { state: AssignmentState; wanted: boolean; accountIsGone: boolean },
): GrantMove | undefined => {
  const { state, wanted } = facts;
  if (grant.state === "activating") {
    const seen = state.observed === "present" && state.observedAt !== null && state.observedAt >= grant.startsAt;
    return seen && state.ownership !== "none" && !state.operation && isThereToStay(state)
      ? { grantId: grant.id, from: "activating", to: "active", onStanding: state.ownership === "standing" }
      : undefined;
  }
  if (grant.state !== "ending") return undefined;
  const over = (kept: Kept | null): GrantMove =>
    grant.failure === null
      ? { grantId: grant.id, from: "ending", to: "ended", kept }
      : { grantId: grant.id, from: "ending", to: "failed", failure: grant.failure };
  if (wanted) return over("by-another-grant");
  if (state.ownership === "standing") return over("standing");
  if (facts.accountIsGone) return over("account-gone");
  return isSettledAbsent(release(state, wanted)) ? over(null) : undefined;
};

type Boundary = { at: Date; lane: "end" | "activate" };

const boundaryOf = (grant: TimedGrant): Boundary | undefined => {
  if (grant.state === "scheduled") return { at: grant.startsAt, lane: "activate" };
  if (grant.state === "activating" || grant.state === "active") return { at: grant.endsAt, lane: "end" };
  return undefined;
};

/** The next instant at which time alone changes something, and which lane that will be. */
export const nextBoundary = (grants: TimedGrant[]): Boundary | undefined =>
  grants
    .map(boundaryOf)
    .filter((boundary) => boundary !== undefined)
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];

export const isWanted = (grants: TimedGrant[], now: Date): boolean =>
  grants.some((grant) => wantsAssignment(grant, now));

/** The earliest start among the grants that wait to be called active: only what was observed since then confirms them. */
export const confirmationNeededSince = (grants: TimedGrant[]): Date | null => {
  const starts = grants.filter((grant) => grant.state === "activating").map((grant) => grant.startsAt.getTime());
  return starts.length > 0 ? new Date(Math.max(...starts)) : null;
};

/** The grant as it stands after the move, for deciding what comes next. */
export const afterMove = <G extends TimedGrant>(grant: G, move: GrantMove | undefined): G =>
  move ? { ...grant, state: move.to, ...("failure" in move ? { failure: move.failure } : {}) } : grant;

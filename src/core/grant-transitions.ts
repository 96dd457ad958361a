import type { EndReason, Grant } from "./grant.ts";
import { wantsAssignment } from "./grant.ts";
import { type AssignmentState, isSettledAbsent, isThereToStay, release } from "./reconciliation.ts";

/** A move of one grant; the store carries it out only if the grant is still where it was. */
export type GrantMove =
  | { grantId: string; from: "scheduled"; to: "activating" }
  | { grantId: string; from: "activating"; to: "active"; onStanding: boolean }
  | { grantId: string; from: "activating"; to: "failed"; failure: string }
  | { grantId: string; from: "activating" | "active"; to: "ending"; reason: EndReason }
  | { grantId: string; from: "scheduled"; to: "ended"; reason: EndReason }
  | { grantId: string; from: "ending"; to: "ended"; kept: "by-another-grant" | "standing" | null };

export type TimedGrant = Pick<Grant, "id" | "state" | "startsAt" | "endsAt">;

/** What the passing of time alone does to a grant. Undefined when its instant has not come. */
export const moveByTime = (grant: TimedGrant, now: Date): GrantMove | undefined => {
  const over = grant.endsAt <= now;
  if (grant.state === "scheduled" && over)
    return { grantId: grant.id, from: "scheduled", to: "ended", reason: "elapsed" };
  if (grant.state === "scheduled" && grant.startsAt <= now)
    return { grantId: grant.id, from: "scheduled", to: "activating" };
  if ((grant.state === "activating" || grant.state === "active") && over)
    return { grantId: grant.id, from: grant.state, to: "ending", reason: "elapsed" };
  return undefined;
};

/**
 * What AWS's confirmation does to a grant. ACTIVE only when the assignment was seen present since the grant's start;
 * ENDED only when AWS holds nothing of ours any more, or somebody else has a right to the tuple.
 */
export const moveByConfirmation = (
  grant: TimedGrant,
  facts: { state: AssignmentState; wanted: boolean },
): GrantMove | undefined => {
  const { state, wanted } = facts;
  if (grant.state === "activating") {
    const seen = state.observed === "present" && state.observedAt !== null && state.observedAt >= grant.startsAt;
    return seen && state.ownership !== "none" && !state.operation && isThereToStay(state)
      ? { grantId: grant.id, from: "activating", to: "active", onStanding: state.ownership === "standing" }
      : undefined;
  }
  if (grant.state !== "ending") return undefined;
  if (wanted) return { grantId: grant.id, from: "ending", to: "ended", kept: "by-another-grant" };
  if (state.ownership === "standing") return { grantId: grant.id, from: "ending", to: "ended", kept: "standing" };
  return isSettledAbsent(release(state, wanted))
    ? { grantId: grant.id, from: "ending", to: "ended", kept: null }
    : undefined;
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
  move ? { ...grant, state: move.to } : grant;

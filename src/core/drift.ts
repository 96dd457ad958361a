import type { AssignmentState } from "./reconciliation.ts";
import { addMilliseconds } from "./time.ts";

/**
 * `foreign`: somebody holds a role that is for temporary use only, and not through Stint.
 * `forgotten`: made in the time that a restored database knows nothing of; it may be Stint's, or standing.
 */
export type FindingKind = "foreign" | "forgotten";

/**
 * OPEN: seen, and nobody has decided. ACCEPTED: an admin said that it may stay. REMOVING: it is being taken away.
 * REMOVED, GONE (somebody else took it away), UNWATCHED (the role may be held by others again): final.
 */
export type FindingState = "open" | "accepted" | "removing" | "removed" | "gone" | "unwatched";

/** One role in one account. */
export type Pair = { accountId: string; permissionSetArn: string };

export type Holder = { kind: "person" | "group"; id: string };

/** Whether this access is the person's own, through a group too: nobody says of their own that it may stay. */
export const isOwnAccess = (person: { id: string; groupIds: readonly string[] }, { kind, id }: Holder): boolean =>
  kind === "person" ? person.id === id : person.groupIds.includes(id);

/** What AWS holds, read in the lowest lane of the budget: each call waits for its turn. Throws `CloudError` only. */
export type DriftApi = {
  /** Whoever is assigned this role in this account, to the last page. */
  holders(pair: Pair): Promise<Holder[]>;
  /** The accounts in which anybody holds this role. */
  accountsHolding(permissionSetArn: string): Promise<string[]>;
  /** Every creation that succeeded and AWS still tells of. */
  creations(): Promise<{ operationId: string; createdAt: Date }[]>;
  /** What one of them made; undefined when AWS no longer knows. */
  creation(operationId: string): Promise<(Pair & { holder: Holder }) | undefined>;
};

/** What Stint knows of one assignment while AWS's list is held against it. */
export type KnownAssignment = {
  holder: Holder;
  state: AssignmentState;
  /** A worker is at it: what it sees is newer than any list. */
  isWorkedOn: boolean;
  /** Some grant on it is active, its time not over. */
  isActive: boolean;
};

/** A list may lag behind what AWS has just done: what Stint itself took away so recently is not told as somebody else's. */
const settlesWithinMs = 5 * 60_000;

const isAtRest = ({ state, isWorkedOn }: KnownAssignment): boolean =>
  !isWorkedOn && state.operation === null && state.doubtUntil === null && state.removalDoubtUntil === null;

const isSeenSince = ({ state }: KnownAssignment, at: Date): boolean =>
  state.observedAt !== null && state.observedAt >= at;

const isSame = (one: Holder, other: Holder): boolean => one.kind === other.kind && one.id === other.id;

/**
 * Holds a list of who holds a role in an account against what Stint knows. Pure. `missing`: Stint had seen it, nobody works on it, an
 * active grant wants it, and the list lacks it. `foreign`: listed, and nothing of Stint's, nor was it a moment ago.
 */
export const compareHolders = (facts: {
  listed: readonly Holder[];
  known: readonly KnownAssignment[];
  /** When the list was asked for. */
  askedAt: Date;
}): { missing: Holder[]; foreign: Holder[] } => {
  const { listed, known, askedAt } = facts;
  const missing = known.filter(
    (one) =>
      one.isActive &&
      isAtRest(one) &&
      one.state.missedAt === null &&
      one.state.ownership !== "none" &&
      one.state.observed === "present" &&
      !isSeenSince(one, askedAt) &&
      !listed.some((holder) => isSame(holder, one.holder)),
  );
  const isForeign = (holder: Holder): boolean => {
    const one = known.find((candidate) => isSame(candidate.holder, holder));
    if (!one) return true;
    if (one.state.ownership === "ours" || !isAtRest(one)) return false;
    return one.state.ownership === "standing" || !isSeenSince(one, addMilliseconds(askedAt, -settlesWithinMs));
  };
  return { missing: missing.map(({ holder }) => holder), foreign: listed.filter(isForeign) };
};

/**
 * Whether the settings may have these removed now: all or none. So many at once are more likely a mark set by mistake than so many
 * intruders. `recent`: those removed by the settings within the last day, or since an admin reset the fuse.
 */
export const fuseHolds = (facts: { candidates: number; recent: number; perDay: number }): boolean =>
  facts.candidates + facts.recent <= facts.perDay;

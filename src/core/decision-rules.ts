import { type Check, type Reason, refuse } from "./decision.ts";
import { isPresent, type PersonInGroups } from "./directory.ts";
import type { AccessRequest, RequestState } from "./request.ts";
import { type Identity, isSamePerson } from "./same-person.ts";

/** What a decision on a request, or its cancelling, is judged by. */
export type DecisionFacts = {
  now: Date;
  request: Pick<AccessRequest, "requesterId" | "state" | "expiresAt" | "closedAt">;
  caller: PersonInGroups;
  /** The requester as the directory has them; undefined when it has no such person. */
  requester: Identity | undefined;
  /** Whether approval policies name the caller for every account of the request, at this moment. */
  isNamed: boolean;
  /** Who has given an approval so far. */
  decidedBy: readonly Identity[];
  /** Who closed it, by name; null when nobody did, or when that is not known here. */
  closedBy: string | null;
};

const deciderIsPresent: Check<DecisionFacts> = ({ caller }) =>
  isPresent(caller)
    ? undefined
    : refuse("person.not-present", "You are disabled in Identity Center, or no longer there, and cannot decide.");

/** Nobody decides their own request, by whatever id, spelling, second directory entry or group they come. */
const notOwnRequest: Check<DecisionFacts> = ({ request, caller, requester }) => {
  const asRequester = requester ?? { id: request.requesterId, userName: "", email: null };
  return isSamePerson(caller, asRequester)
    ? refuse("approval.self", "Nobody decides their own request. Somebody else must.")
    : undefined;
};

const callerIsNamed: Check<DecisionFacts> = ({ isNamed }) =>
  isNamed
    ? undefined
    : refuse("approval.not-approver", "No approval policy names you for every account of this request at this moment.");

const happened: Record<Exclude<RequestState, "pending" | "expired">, string> = {
  approved: "approved",
  rejected: "rejected",
  cancelled: "cancelled",
};

const atInstant = (at: Date | null) => (at ? ` at ${at.toISOString()}` : "");

const closedReason = ({ request, closedBy }: Pick<DecisionFacts, "request" | "closedBy">): Reason | undefined => {
  if (request.state === "pending") return undefined;
  if (request.state === "expired")
    return refuse("request.expired", `The request expired${atInstant(request.closedAt)}. It can be asked for again.`);
  const word = happened[request.state];
  const by = closedBy === null ? "" : ` by ${closedBy}`;
  return refuse(`request.already-${word}`, `The request was already ${word}${by}${atInstant(request.closedAt)}.`);
};

const stillPending: Check<DecisionFacts> = (facts) => closedReason(facts);

/** Time is up from that very instant on, whether or not somebody has recorded it yet. */
export const isOverdue = (request: Pick<AccessRequest, "state" | "expiresAt">, now: Date): boolean =>
  request.state === "pending" && request.expiresAt <= now;

const notOverdue: Check<DecisionFacts> = ({ request, now }) =>
  isOverdue(request, now)
    ? refuse("request.expired", `The request expired at ${request.expiresAt.toISOString()}. It can be asked for again.`)
    : undefined;

const notDecidedBefore: Check<DecisionFacts> = ({ request, caller, decidedBy }) =>
  request.state === "pending" && decidedBy.some((decider) => isSamePerson(decider, caller))
    ? refuse("approval.already-given", "You have approved this already; somebody else must give the next approval.")
    : undefined;

const callerIsRequester: Check<DecisionFacts> = ({ request, caller }) =>
  request.requesterId === caller.id
    ? undefined
    : refuse("request.not-yours", "Only the requester may cancel a request. If you may decide it, reject it instead.");

/** Whether the caller may decide at all. */
export const deciderChecks: Check<DecisionFacts>[] = [deciderIsPresent, notOwnRequest, callerIsNamed];

/** Whether there is anything left for them to decide. */
export const undecidedChecks: Check<DecisionFacts>[] = [stillPending, notOverdue, notDecidedBefore];

export const cancellerChecks: Check<DecisionFacts>[] = [callerIsRequester];

export const openChecks: Check<DecisionFacts>[] = [stillPending, notOverdue];

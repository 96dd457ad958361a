import type { OperationKind } from "./identity-center.ts";
import { addMilliseconds, later } from "./time.ts";

/**
 * What Stint knows of one assignment.
 *
 * `ownership` is the memory that keeps promise 4 (a standing assignment is never removed):
 * NONE: not ours to remove. OURS: recorded in the moment before the first create was sent, after AWS had listed it absent.
 * STANDING: AWS listed it before we ever created it; grants ride on it, and it outlives them.
 */
export type AssignmentState = {
  observed: "unknown" | "absent" | "present";
  observedAt: Date | null;
  ownership: "none" | "ours" | "standing";
  /** `id` is null while the answer to the call is not known: it may have been sent, or lost, or never left. */
  operation: { kind: OperationKind; id: string | null; startedAt: Date } | null;
  /**
   * A create whose answer was lost may still take effect until about then, or AWS contradicted itself. Until it has passed and a
   * last look found nothing under way, the tuple is not given up, whatever a listing says.
   */
  doubtUntil: Date | null;
  /** A removal whose answer was lost may still take effect until about then: what is listed before is not there to stay. */
  removalDoubtUntil: Date | null;
  /** A look at all that AWS holds missed it then. The next listing of the engine's own decides, and settles this. */
  missedAt: Date | null;
};

/** The one thing to do next. Everything but `nothing` is exactly one AWS call. */
export type Step =
  | { do: "nothing" }
  | { do: "list" }
  | { do: "create" }
  | { do: "remove" }
  | { do: "poll"; kind: OperationKind; operationId: string }
  | { do: "look-for-lost-create" };

/** A listing older than this is no ground for a create. */
const freshForMs = 5_000;
/** How long a call whose answer was lost is reckoned with: longer than a lease and a request time-out together. */
const doubtForMs = 60_000;

const isFresh = (state: AssignmentState, now: Date) =>
  state.observedAt !== null && now.getTime() - state.observedAt.getTime() <= freshForMs;

/**
 * Decides the next step from what is wanted, what was observed and the operation under way. Pure: the same facts give the same step.
 *
 * An operation with an id is polled to its end, whatever became of the wish: nothing else can be done to the tuple meanwhile.
 * An operation without an id is a lost answer: look at AWS before anything else.
 * `confirmSince`: some grant waits to be called active; what was observed before that instant does not count.
 */
export const decideStep = (facts: {
  wanted: boolean;
  state: AssignmentState;
  confirmSince: Date | null;
  now: Date;
}): Step => {
  const { state, wanted, now, confirmSince } = facts;
  if (state.operation?.id) return { do: "poll", kind: state.operation.kind, operationId: state.operation.id };
  if (state.operation) return { do: "list" };
  return wanted ? stepTowardsPresence(state, confirmSince, now) : stepTowardsAbsence(state, now);
};

/** No removal of unknown outcome can take away any more what was listed. */
export const isThereToStay = ({ observedAt, removalDoubtUntil }: AssignmentState): boolean =>
  removalDoubtUntil === null || (observedAt !== null && observedAt >= removalDoubtUntil);

const stepTowardsPresence = (state: AssignmentState, confirmSince: Date | null, now: Date): Step => {
  if (state.observed === "present" && state.ownership !== "none") {
    const observedInTime = confirmSince === null || (state.observedAt !== null && state.observedAt >= confirmSince);
    return observedInTime && isThereToStay(state) ? { do: "nothing" } : { do: "list" };
  }
  if (state.observed === "absent" && isFresh(state, now)) return { do: "create" };
  return { do: "list" };
};

const stepTowardsAbsence = (state: AssignmentState, now: Date): Step => {
  if (state.ownership !== "ours") return { do: "nothing" };
  if (state.observed === "present") return { do: "remove" };
  if (state.observed === "unknown") return { do: "list" };
  if (state.doubtUntil === null) return { do: "nothing" };
  return now >= state.doubtUntil ? { do: "look-for-lost-create" } : { do: "list" };
};

/** What AWS answered to a step. */
export type Outcome =
  | { of: "list"; present: boolean }
  | { of: "accepted"; kind: OperationKind; operationId: string }
  | { of: "succeeded"; kind: OperationKind }
  /** AWS took the operation and then reported FAILED, in its own words. */
  | { of: "failed"; kind: OperationKind; reason: string }
  /** AWS did not take the call: nothing happened. */
  | { of: "not-taken"; kind: OperationKind }
  /** What the call was about does not exist in AWS. */
  | { of: "missing" }
  /** AWS does not know an operation that it took: what became of it is not known. */
  | { of: "lost-track"; kind: OperationKind }
  /** No answer: whether the call took effect is not known. */
  | { of: "lost"; kind: OperationKind }
  /** No create of unknown origin is under way: one more listing decides. */
  | { of: "no-lost-create" }
  | { of: "maybe-lost-create" };

/** What is known after the answer. Pure. */
export const learn = (state: AssignmentState, outcome: Outcome, now: Date): AssignmentState => {
  const idle = { ...state, operation: null };
  switch (outcome.of) {
    case "list":
      return learnFromList(state, outcome.present, now);
    case "accepted":
      return {
        ...state,
        operation: { kind: outcome.kind, id: outcome.operationId, startedAt: state.operation?.startedAt ?? now },
      };
    case "succeeded":
      return outcome.kind === "create"
        ? { ...idle, observed: "unknown", observedAt: now }
        : { ...idle, observed: "absent", observedAt: now, removalDoubtUntil: null };
    case "failed":
      return { ...idle, observed: "unknown", observedAt: null };
    case "not-taken": {
      const neverOurs = outcome.kind === "create" && state.observed === "absent" && state.doubtUntil === null;
      return neverOurs ? { ...idle, ownership: "none" } : idle;
    }
    case "lost-track": {
      const until = addMilliseconds(now, doubtForMs);
      const doubt = outcome.kind === "create" ? { doubtUntil: until } : { removalDoubtUntil: until };
      return { ...idle, observed: "unknown", observedAt: null, ...doubt };
    }
    case "missing":
      return {
        ...{ ...idle, observed: "absent", observedAt: now, missedAt: null, ...doubtsAfterLoss(state) },
        // What stood there went with it: whatever is made there later is not what was standing.
        ownership: state.ownership === "standing" ? "none" : state.ownership,
      };
    case "lost":
      return { ...state, ...doubtsAfterLoss(state) };
    case "no-lost-create":
      return { ...state, doubtUntil: null, observed: "unknown", observedAt: null };
    case "maybe-lost-create":
      return { ...state, doubtUntil: addMilliseconds(now, doubtForMs) };
  }
};

/** A write whose answer was lost leaves a doubt behind, counted from the moment it was meant to be sent. */
const doubtsAfterLoss = (state: AssignmentState): Pick<AssignmentState, "doubtUntil" | "removalDoubtUntil"> => {
  const { operation, doubtUntil, removalDoubtUntil } = state;
  if (!operation || operation.id !== null) return { doubtUntil, removalDoubtUntil };
  const until = addMilliseconds(operation.startedAt, doubtForMs);
  const extend = (doubt: Date | null) => (doubt === null ? until : later(doubt, until));
  return operation.kind === "create"
    ? { doubtUntil: extend(doubtUntil), removalDoubtUntil }
    : { doubtUntil, removalDoubtUntil: extend(removalDoubtUntil) };
};

const learnFromList = (state: AssignmentState, present: boolean, now: Date): AssignmentState => {
  const { ownership } = state;
  const seen: AssignmentState = {
    ...state,
    // A known operation came to light while the listing was on its way.
    operation: state.operation?.id ? state.operation : null,
    observed: present ? "present" : "absent",
    observedAt: now,
    missedAt: null,
    ...doubtsAfterLoss(state),
  };
  if (!present || isThereToStay(seen)) seen.removalDoubtUntil = null;
  if (ownership === "none" && present) return { ...seen, ownership: "standing" };
  if (ownership === "standing" && !present) return { ...seen, ownership: "none" };
  // Each contradiction counts anew: a listing that lags behind once may lag again.
  if (isContradicted(state, { of: "list", present })) seen.doubtUntil = addMilliseconds(now, doubtForMs);
  return seen;
};

/**
 * What is known after the answer to a write came so late that the tuple is somebody else's work by now. Pure; undefined when it
 * changes nothing. The write is under way all the same: it is followed to its end, or leaves a doubt. Followed where nobody has begun
 * another since: nothing is under way as far as is known, or still what was intended before this very call.
 */
export const learnLate = (
  state: AssignmentState,
  outcome: Outcome,
  { now, intendedAt }: { now: Date; intendedAt: Date },
): AssignmentState | undefined => {
  if (outcome.of !== "accepted" && outcome.of !== "succeeded" && outcome.of !== "lost") return undefined;
  const { kind } = outcome;
  if (state.ownership === "standing" || (kind === "delete" && state.ownership !== "ours")) return undefined;
  const ours: AssignmentState = { ...state, ownership: "ours", observed: "unknown", observedAt: null };
  const { operation } = state;
  const isThisCall = operation?.id === null && operation.startedAt.getTime() === intendedAt.getTime();
  if (outcome.of === "accepted" && (!operation || isThisCall))
    return { ...ours, operation: { kind, id: outcome.operationId, startedAt: operation?.startedAt ?? now } };
  const until = addMilliseconds(now, doubtForMs);
  return { ...ours, ...(kind === "create" ? { doubtUntil: until } : { removalDoubtUntil: until }) };
};

/** AWS said that it had made the assignment, and then does not list it. */
export const isContradicted = (before: AssignmentState, outcome: Outcome): boolean =>
  outcome.of === "list" &&
  !outcome.present &&
  before.ownership === "ours" &&
  before.observed === "unknown" &&
  before.observedAt !== null;

/**
 * Two looks at AWS, one after the other, found nothing where Stint had seen the assignment and had not taken it away: somebody else did.
 */
export const isFoundGone = (before: AssignmentState, outcome: Outcome | null | undefined): boolean =>
  before.missedAt !== null &&
  before.operation === null &&
  before.doubtUntil === null &&
  ((outcome?.of === "list" && !outcome.present) || outcome?.of === "missing");

/** Before a create is sent: from here on the tuple is ours to remove, also if the answer never arrives. */
export const intend = (state: AssignmentState, kind: OperationKind, now: Date): AssignmentState => ({
  ...state,
  ownership: "ours",
  missedAt: null,
  operation: { kind, id: null, startedAt: now },
});

/** Lets go of what nobody wants any more and AWS no longer holds, or never was ours. */
export const release = (state: AssignmentState, wanted: boolean): AssignmentState => {
  if (wanted || state.operation) return state;
  const gone = state.ownership === "ours" && state.observed === "absent" && state.doubtUntil === null;
  return gone || state.ownership === "standing"
    ? { ...state, ownership: "none", observed: gone ? "absent" : "unknown", observedAt: gone ? state.observedAt : null }
    : state;
};

/**
 * The account has left the organisation, and AWS does not remove anything there: the tuple stays ours, unknown, until the account comes
 * back. To let go of it would leave access that nobody watches, should AWS have kept the assignment.
 */
export const setAside = (state: AssignmentState): AssignmentState => ({
  ...state,
  operation: null,
  observed: "unknown",
  observedAt: null,
  doubtUntil: null,
  removalDoubtUntil: null,
});

/** Whether AWS no longer holds anything of ours here, as far as AWS itself said. */
export const isSettledAbsent = (state: AssignmentState): boolean =>
  state.operation === null && state.ownership !== "ours";

/** How long to wait before asking for the status of an operation again; the first answer is rarely there before a second has passed. */
export const pollDelayMs = (operationAgeMs: number): number => {
  // A clock that was set back makes an operation younger than it can be.
  if (operationAgeMs < 1_000) return 1_500 - Math.max(0, operationAgeMs);
  if (operationAgeMs < 6_000) return 1_200;
  if (operationAgeMs < 30_000) return 3_000;
  return 10_000;
};

/** Back-off after the nth trouble in a row. Ends that AWS does not refuse are retried at least every fifteen seconds, for ever. */
export const retryDelayMs = (attempts: number, lane: "end" | "activate"): number =>
  Math.min(250 * 2 ** Math.min(attempts, 10), lane === "end" ? 15_000 : 30_000);

/** More that AWS refuses at the same time make no attempt rarer, so they need not be counted. */
export const refusedWorthCounting = 240;

/**
 * The same for a removal that AWS has refused so often, while it refuses so many: a refusal heals when somebody changes something, and the calls
 * are needed for what AWS does not refuse. A few go on as any other end does; up to 240 are tried twice a second together at most, and each of more than
 * that every two minutes, for ever: whoever mended it does not wait long for what was refused.
 */
export const refusedDelayMs = (facts: { refusals: number; together: number }): number =>
  Math.min(
    250 * 2 ** Math.min(facts.refusals, 10),
    Math.max(15_000, 500 * Math.min(facts.together, refusedWorthCounting)),
  );

/** A removal that AWS has refused so often gives way to others: once may be a hiccup of AWS's own. */
export const givesWayFrom = 2;

/**
 * A removal from an account where nobody gets in, or for somebody who is gone, is asked for so often after ten minutes: the calls are
 * needed where access still works. Never longer than a sweep takes for a plan of ours.
 */
export const shutRetryMs = 4 * 60_000;
export const patientForMs = 10 * 60_000;

/** While in doubt, the tuple is listed again after this long: soon at first, then less often. */
export const doubtLookDelayMs = (attempts: number): number => Math.min(2_000 * 2 ** Math.min(attempts, 4), 20_000);

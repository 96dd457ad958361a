import { type Effort, effortAfter, type Trouble } from "../core/assignment-progress.ts";
import { confirmationNeededSince } from "../core/grant-transitions.ts";
import {
  type AssignmentState,
  decideStep,
  isContradicted,
  pollDelayMs,
  release,
  type Step,
} from "../core/reconciliation.ts";
import type { Result } from "./assignment-engine.ts";
import type { Moves } from "./move-grants.ts";

export type Decided = {
  state: AssignmentState;
  step: Step;
  effort: Effort;
  /** How long to rest before that step: null until time itself changes something, undefined when it is to be taken now. */
  restMs: number | null | undefined;
};

const contradiction: Trouble = { words: "AWS said that the assignment was made, and does not list it." };

/** AWS's refusal for good, in its words. */
export const refusalOf = (result: Result | undefined): string | undefined =>
  result && "trouble" in result && result.final === true ? result.trouble : undefined;

const troubleOf = (
  result: Result | undefined,
  facts: { before: AssignmentState; wanted: boolean; refusedTogether: number | undefined },
): Trouble | undefined => {
  const { refusedTogether } = facts;
  if (facts.wanted && result?.outcome && isContradicted(facts.before, result.outcome)) return contradiction;
  if (!result || !("trouble" in result)) return undefined;
  // A refusal for good is over with the grants it failed; who still wants the assignment goes on trying, but not at once.
  if (result.final === true && !facts.wanted) return undefined;
  return { words: result.trouble, retryAfterMs: result.retryAfterMs, refusedTogether };
};

/** What one turn comes to, from what was known before, what is known now, and what became of the grants. Pure. */
export const decideTurn = (facts: {
  before: AssignmentState;
  learned: AssignmentState;
  effort: Effort;
  moves: Moves;
  result: Result | undefined;
  isShut: boolean;
  /** How many removals AWS refuses, where this was one more refusal. */
  refusedTogether: number | undefined;
  now: Date;
}): Decided => {
  const { before, moves, result, isShut, refusedTogether, now } = facts;
  const { wanted } = moves;
  const state = release(facts.learned, wanted);
  const step = decideStep({ wanted, state, confirmSince: confirmationNeededSince(moves.grants), now });
  const trouble = troubleOf(result, { before, wanted, refusedTogether });
  const isSettled = step.do === "nothing";
  const looksAgain = step.do === "list" && result?.outcome?.of === "list";
  const round = { state, wanted, now, trouble, looksAgain, isSettled, isShut };
  const { delayMs, ...effort } = effortAfter(facts.effort, round);
  const answer = (restMs: Decided["restMs"]): Decided => ({ state, step, effort, restMs });
  if (isSettled) return answer(null);
  if (result && "pause" in result && result.pause && state.operation)
    return answer(pollDelayMs(now.getTime() - state.operation.startedAt.getTime()));
  return answer(trouble || looksAgain ? delayMs : undefined);
};

/** Whether the step sets out to give access that AWS does not hold for us yet. */
export const setsOutToGive = ({ step, state, restMs }: Decided, wanted: boolean): boolean =>
  restMs === undefined && wanted && (step.do === "create" || (step.do === "list" && isUntouched(state)));

const isUntouched = (state: AssignmentState) => state.ownership === "none" && state.operation === null;

/** The same turn when the access may not be given yet: it is tried again, ever more slowly. Pure. */
export const heldBack = (decided: Decided, facts: { words: string; now: Date }): Decided => {
  const { state } = decided;
  const round = { state, wanted: true, now: facts.now, trouble: { words: facts.words } };
  const { delayMs, ...effort } = effortAfter(decided.effort, {
    ...round,
    looksAgain: false,
    isSettled: false,
    isShut: false,
  });
  return { ...decided, effort, restMs: delayMs };
};

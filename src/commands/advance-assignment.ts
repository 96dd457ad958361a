import { effortAfter, nextLookAt, type Trouble } from "../core/assignment-progress.ts";
import { confirmationNeededSince, nextBoundary } from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { decideStep, intend, isContradicted, learn, pollDelayMs, release, type Step } from "../core/reconciliation.ts";
import { addMilliseconds } from "../core/time.ts";
import { lockAssignment, saveAssignment, stateOf } from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockWritePlaces } from "../store/aws-budgets.ts";
import type { Trx } from "../store/database.ts";
import { mayBeginWrite } from "../store/operations-under-way.ts";
import type { Engine, Result } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";
import { moveGrants } from "./move-grants.ts";
import { recordLateAnswer } from "./record-late-answer.ts";
import { tellFailedRemoval } from "./tell-failed-removal.ts";
import { tellGrantMoves } from "./tell-grant-moves.ts";

/** What to do next. A write is only sent after a turn that said `mayWrite`: then its intention is committed. */
export type Plan = { step: Step; lane: "end" | "activate"; leaseUntil: Date };

export type Turn = {
  /** What the last call brought. */
  result?: Result | undefined;
  /** The budget has a call ready: a write that is decided on now is sent at once, so its intention is recorded and its place taken. */
  mayWrite?: boolean;
};

const noPlaceRetryMs = 250;

const isWrite = (step: Step) => step.do === "create" || step.do === "remove";

const troubleOf = (result: Result | undefined): Trouble | undefined =>
  result && "trouble" in result ? { words: result.trouble, retryAfterMs: result.retryAfterMs } : undefined;

const contradiction: Trouble = { words: "AWS said that the assignment was made, and does not list it." };

/**
 * One transaction: records what the last call brought, moves the grants that it confirms, and decides the next step. Without the
 * lease it only records what was sent to AWS and answered too late.
 */
export const advanceAssignment = (
  ctx: CommandContext,
  engine: Engine,
  key: AssignmentKey,
  turn: Turn = {},
): Promise<Plan> => {
  const { result } = turn;
  const now = ctx.clock.now();
  const leaseUntil = addMilliseconds(now, engine.leaseMs);
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockAssignment(trx, key);
    if (row?.leaseHolder !== engine.holder) {
      if (row && result?.outcome) await recordLateAnswer(trx, { row, outcome: result.outcome, now });
      return { step: { do: "nothing" }, lane: "activate", leaseUntil };
    }
    const before = stateOf(row);
    const learned = result?.outcome ? learn(before, result.outcome, now) : before;
    const isFinal = result !== undefined && "trouble" in result && result.final === true;
    const refusal = isFinal ? troubleOf(result)?.words : undefined;
    const { moved, grants, wanted } = await moveGrants(trx, { key, state: learned, refusal, now });
    const state = release(learned, wanted);
    const decided = decideStep({ wanted, state, confirmSince: confirmationNeededSince(grants), now });
    const contradicted = wanted && result?.outcome != null && isContradicted(before, result.outcome);
    // A refusal for good is over with the grants it failed; who still wants the assignment goes on trying, but not at once.
    const trouble = contradicted ? contradiction : isFinal && !wanted ? undefined : troubleOf(result);
    const isSettled = decided.do === "nothing";
    const looksAgain = decided.do === "list" && result?.outcome?.of === "list";
    const effort = effortAfter(row, { state, wanted, now, trouble, looksAgain, isSettled });
    const isPolled = result !== undefined && "pause" in result && result.pause === true && state.operation !== null;
    const waitsFor = (): number | null => {
      if (isSettled) return null;
      if (isPolled && state.operation) return pollDelayMs(now.getTime() - state.operation.startedAt.getTime());
      return effort.delayMs;
    };
    const rests = isSettled || isPolled || trouble !== undefined || looksAgain;
    const hasPlace = rests || !isWrite(decided) || (await takePlace(trx, engine, { key, now, turn }));
    const step: Step = rests || !hasPlace ? { do: "nothing" } : decided;
    const boundary = nextBoundary(grants);
    const waitMs = hasPlace ? waitsFor() : noPlaceRetryMs;
    const lane = wanted ? "activate" : "end";
    const begins = turn.mayWrite && (step.do === "create" || step.do === "remove");
    await saveAssignment(trx, key, {
      state: begins ? intend(state, step.do === "create" ? "create" : "delete", now) : state,
      progress: {
        attempts: effort.attempts,
        lastError: effort.lastError,
        unwantedSince: effort.unwantedSince,
        nextAt: nextLookAt({ now, waitMs, boundary: boundary?.at }),
        lane: isSettled && boundary ? boundary.lane : lane,
      },
      lease: step.do === "nothing" ? null : { holder: engine.holder, until: leaseUntil },
    });
    const entries = await tellGrantMoves(trx, ctx, moved, now);
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [
      ...entries,
      ...tellFailedRemoval(result, grants, effort),
    ]);
    // Asking about an operation frees its place, so that goes with the ends.
    return { step, lane: step.do === "poll" ? "end" : lane, leaseUntil };
  });
};

/** Whether a write may begin; when it is about to be sent, nobody else is told so until this transaction has ended. */
const takePlace = async (
  trx: Trx,
  engine: Engine,
  facts: { key: AssignmentKey; now: Date; turn: Turn },
): Promise<boolean> => {
  if (facts.turn.mayWrite) await lockWritePlaces(trx);
  return mayBeginWrite(trx, { key: facts.key, now: facts.now, writesAtOnce: engine.writesAtOnce });
};

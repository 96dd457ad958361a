import { type Effort, nextLookAt } from "../core/assignment-progress.ts";
import { nextBoundary } from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { BudgetLane } from "../core/pace.ts";
import { givesWayFrom, intend, isFoundGone, learn, type Step } from "../core/reconciliation.ts";
import { addMilliseconds } from "../core/time.ts";
import { keyOf, type Lane, lockAssignment, saveAssignment, stateOf } from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockWritePlaces } from "../store/aws-budgets.ts";
import type { Trx } from "../store/database.ts";
import { mayBeginWrite } from "../store/operations-under-way.ts";
import { countRefused } from "../store/refused-removals.ts";
import { askForCuts } from "./ask-for-cuts.ts";
import { type Engine, isRefusal, type Result } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";
import { type Decided, decideTurn, heldBack, refusalOf, setsOutToGive } from "./decide-turn.ts";
import { type Moves, moveGrants } from "./move-grants.ts";
import { recordLateAnswer } from "./record-late-answer.ts";
import { isBeyondReach, isShut, setAsideTurn } from "./set-aside.ts";
import { settleAdoption } from "./settle-adoption.ts";
import { tellFailedRemoval } from "./tell-failed-removal.ts";
import { tellGrantMoves } from "./tell-grant-moves.ts";
import { whatFollowsGone } from "./what-follows-gone.ts";

/** What to do next. A write is only sent after a turn that said `mayWrite`: then its intention is committed. */
type Plan = { key: AssignmentKey; step: Step; lane: BudgetLane; leaseUntil: Date; intendedAt?: Date };

type Turn = {
  /** What the last call brought. */
  result?: Result | undefined;
  /** If that call was a write: when its intention was recorded. */
  intendedAt?: Date | undefined;
  /** The budget has a call ready: a write that is decided on now is sent at once, so its intention is recorded and its place taken. */
  mayWrite?: boolean;
};

const noPlaceRetryMs = 250;

const writeOf = (step: Step) =>
  step.do === "create" ? ("create" as const) : step.do === "remove" ? ("delete" as const) : undefined;

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
      const { intendedAt } = turn;
      // Only of a write: what was asked about, somebody else asks about as well, and it may be long over.
      if (row && result?.outcome && intendedAt)
        await recordLateAnswer(trx, { row, outcome: result.outcome, now, intendedAt });
      return { key, step: { do: "nothing" }, lane: "activate", leaseUntil };
    }
    const before = stateOf(row);
    const learned = result?.outcome ? learn(before, result.outcome, now) : before;
    const gone = isFoundGone(before, result?.outcome) ? await whatFollowsGone(trx) : undefined;
    const accountIsGone = await isBeyondReach(trx, { key, learned, result });
    const refusal = refusalOf(result);
    const moves = await moveGrants(trx, { key, state: learned, refusal, gone, accountIsGone, now });
    const isSetAside = accountIsGone && !moves.wanted;
    const planned = isSetAside
      ? setAsideTurn(learned)
      : decideTurn({
          ...{ before, learned, effort: row, moves, result, now },
          isShut: await isShut(trx, { key, row, moves, now }),
          refusedTogether: isRefusal(result) && !moves.wanted ? await countRefused(trx) : undefined,
        });
    const { state, effort, ...decided } = await heldBackIfNeeded(trx, engine, { key, now, moves, decided: planned });
    const write = decided.restMs === undefined ? writeOf(decided.step) : undefined;
    const hasPlace = !write || (await takePlace(trx, engine, { key, now, turn }));
    const intended = hasPlace && turn.mayWrite ? write : undefined;
    const restMs = hasPlace ? decided.restMs : noPlaceRetryMs;
    const step: Step = restMs === undefined ? decided.step : { do: "nothing" };
    const boundary = nextBoundary(moves.grants);
    const lane = moves.wanted ? "activate" : "end";
    await saveAssignment(trx, key, {
      state: intended ? intend(state, intended, now) : state,
      progress: {
        ...{ attempts: effort.attempts, refusals: effort.refusals, lastError: effort.lastError },
        unwantedSince: effort.unwantedSince,
        nextAt: nextLookAt({ now, waitMs: restMs === undefined ? 0 : restMs, boundary: boundary?.at }),
        lane: restMs === null && boundary ? boundary.lane : lane,
      },
      lease: step.do === "nothing" ? null : { holder: engine.holder, until: leaseUntil },
      setAsideAt: isSetAside ? now : null,
      // Its place was given to another: until AWS says that it goes on after all, it is not taken again.
      overAt: state.operation && result?.outcome?.of !== "accepted" ? row.operationOverAt : null,
    });
    const entries = await tellGrantMoves(trx, ctx, moves.moved, now);
    entries.push(
      ...(await askForCuts(trx, ctx, {
        ...{ moved: moves.moved, wanted: moves.wanted },
        ...{ state: learned, target: engine.cutTarget, now },
      })),
    );
    entries.push(...tellFailedRemoval(result, moves.grants, effort));
    entries.push(...(await settleAdoption(trx, { row, state, now })));
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, entries);
    const plan = { key: keyOf(row), step, lane: budgetLane({ step, lane, effort, urgent: row.urgent }), leaseUntil };
    return intended ? { ...plan, intendedAt: now } : plan;
  });
};

/** Asking about an operation frees its place, so that goes with the ends; what AWS refuses time and again is in no stop's hurry, and before starts. */
const budgetLane = (facts: { step: Step; lane: Lane; effort: Effort; urgent: boolean }): BudgetLane => {
  const { step, lane, effort, urgent } = facts;
  const asks = step.do === "poll";
  if (!asks && lane !== "end") return "activate";
  return urgent && (asks || effort.refusals < givesWayFrom) ? "stop" : "end";
};

/** Access is not given before the engine may start it; what is under way and what ends is never held back. */
const heldBackIfNeeded = async (
  trx: Trx,
  engine: Engine,
  facts: { key: AssignmentKey; now: Date; moves: Moves; decided: Decided },
): Promise<Decided> => {
  const { key, now, decided } = facts;
  if (!setsOutToGive(decided, facts.moves.wanted)) return decided;
  const words = await engine.mayStart(trx, { key, now });
  return words === undefined ? decided : heldBack(decided, { words, now });
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

import type { AuditEntry } from "../core/audit.ts";
import {
  afterMove,
  confirmationNeededSince,
  type GrantMove,
  isWanted,
  moveByConfirmation,
  moveByTime,
  nextBoundary,
} from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import {
  type AssignmentState,
  decideStep,
  doubtLookDelayMs,
  intend,
  learn,
  pollDelayMs,
  release,
  retryDelayMs,
  type Step,
} from "../core/reconciliation.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { lockOpenGrants, moveGrant } from "../store/assignment-grants.ts";
import {
  type AssignmentRow,
  type Lane,
  lockAssignment,
  mayBeginWrite,
  type Progress,
  saveAssignment,
  stateOf,
} from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockWritePlaces } from "../store/aws-budgets.ts";
import type { Trx } from "../store/database.ts";
import { addNotice } from "../store/notices.ts";
import type { Engine, Result } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";
import { type Moved, tellGrantMoves } from "./tell-grant-moves.ts";

type OpenGrant = Awaited<ReturnType<typeof lockOpenGrants>>[number];

/** The next step, recorded: when it is a write, its intention is committed and its place among the ten is taken. */
type Plan = { step: Step; lane: Lane; leaseUntil: Date };

const alarmAfterMs = 2 * 60_000;
const noPlaceRetryMs = 250;

/**
 * One transaction: records what the last call brought, moves the grants that it confirms, decides the next step and, when that is a
 * write, records the intention. Without the lease it does nothing.
 */
export const advanceAssignment = async (
  ctx: CommandContext,
  engine: Engine,
  key: AssignmentKey,
  result: Result | undefined,
): Promise<Plan> => {
  const now = ctx.clock.now();
  const leaseUntil = addMilliseconds(now, engine.leaseMs);
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockAssignment(trx, key);
    if (!row || row.leaseHolder !== engine.holder) return { step: { do: "nothing" }, lane: "activate", leaseUntil };
    const learned = result?.outcome ? learn(stateOf(row), result.outcome, now) : stateOf(row);
    const moves = await moveGrants(trx, { key, state: learned, result, now });
    const state = release(learned, moves.wanted);
    const lane: Lane = moves.wanted ? "activate" : "end";
    const due = await decide(trx, engine, { key, state, moves, result, now });
    const progress = progressOf(row, {
      state: due.state,
      moves,
      result,
      now,
      nextAt: due.nextAt,
      lane: due.lane ?? lane,
    });
    const goesOn = due.step.do !== "nothing";
    await saveAssignment(trx, key, {
      state: due.state,
      progress,
      lease: goesOn ? { holder: engine.holder, until: leaseUntil } : null,
    });
    const entries = await tellGrantMoves(trx, ctx, moves.moved, now);
    const troubles = await tellTroubles(trx, ctx, { row, progress, moves, result, now });
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [...entries, ...troubles]);
    return { step: due.step, lane, leaseUntil };
  });
};

type Moves = { moved: Moved[]; grants: OpenGrant[]; wanted: boolean };

const moveGrants = async (
  trx: Trx,
  facts: { key: AssignmentKey; state: AssignmentState; result: Result | undefined; now: Date },
): Promise<Moves> => {
  const { now, state, result } = facts;
  const moved: Moved[] = [];
  const carryOut = async (grants: OpenGrant[], decideMove: (grant: OpenGrant) => GrantMove | undefined) => {
    const after: OpenGrant[] = [];
    for (const grant of grants) {
      const move = decideMove(grant);
      if (move && (await moveGrant(trx, move, now))) moved.push({ grant, move });
      after.push(afterMove(grant, move));
    }
    return after;
  };
  const refusal = result && "trouble" in result && result.final ? result.trouble : undefined;
  const failIfRefused = (grant: OpenGrant): GrantMove | undefined =>
    refusal !== undefined && grant.state === "activating"
      ? { grantId: grant.id, from: "activating", to: "failed", failure: refusal }
      : undefined;
  const timed = await carryOut(await lockOpenGrants(trx, facts.key), (grant) => moveByTime(grant, now));
  const tried = await carryOut(timed, failIfRefused);
  const wanted = isWanted(tried, now);
  const grants = await carryOut(tried, (grant) => moveByConfirmation(grant, { state, wanted }));
  return { moved, grants, wanted };
};

type Due = { step: Step; state: AssignmentState; nextAt: Date | null; lane?: Lane };

const decide = async (
  trx: Trx,
  engine: Engine,
  facts: { key: AssignmentKey; state: AssignmentState; moves: Moves; result: Result | undefined; now: Date },
): Promise<Due> => {
  const { state, moves, result, now } = facts;
  const wait = (ms: number): Due => ({ step: { do: "nothing" }, state, nextAt: addMilliseconds(now, ms) });
  const step = decideStep({
    wanted: moves.wanted,
    state,
    confirmSince: confirmationNeededSince(moves.grants),
    now,
  });
  if (result && "pause" in result && result.pause && state.operation)
    return wait(pollDelayMs(now.getTime() - state.operation.startedAt.getTime()));
  if (step.do === "nothing") {
    const boundary = nextBoundary(moves.grants);
    return { step, state, nextAt: boundary?.at ?? null, ...(boundary ? { lane: boundary.lane } : {}) };
  }
  if (result && "trouble" in result && !result.final) return wait(0);
  if (step.do === "list" && result?.outcome?.of === "list") return wait(0);
  if (step.do !== "create" && step.do !== "remove") return { step, state, nextAt: now };
  await lockWritePlaces(trx);
  if (!(await mayBeginWrite(trx, facts.key, engine.writesAtOnce))) return wait(noPlaceRetryMs);
  return { step, state: intend(state, step.do === "create" ? "create" : "delete", now), nextAt: now };
};

const progressOf = (
  row: AssignmentRow,
  facts: {
    state: AssignmentState;
    moves: Moves;
    result: Result | undefined;
    now: Date;
    nextAt: Date | null;
    lane: Lane;
  },
): Progress => {
  const { result, now, state, moves, lane } = facts;
  const troubled = result !== undefined && "trouble" in result && !result.final;
  const doubting = result?.outcome?.of === "list" && state.doubtUntil !== null && !moves.wanted;
  const attempts = troubled || doubting ? row.attempts + 1 : result === undefined ? row.attempts : 0;
  const delayMs = troubled
    ? Math.max(result.retryAfterMs ?? 0, retryDelayMs(row.attempts, lane))
    : doubting
      ? doubtLookDelayMs(row.attempts)
      : 0;
  const nextAt = facts.nextAt && addMilliseconds(facts.nextAt, delayMs);
  const unwanted = !moves.wanted && (state.ownership === "ours" || state.operation !== null);
  const unwantedSince = unwanted ? (row.unwantedSince ?? now) : null;
  const overdue = unwantedSince !== null && now.getTime() - unwantedSince.getTime() >= alarmAfterMs;
  const boundary = nextBoundary(moves.grants)?.at;
  return {
    attempts,
    lastError: troubled ? result.trouble : attempts > 0 ? row.lastError : null,
    nextAt: nextAt && boundary ? earlier(nextAt, boundary) : nextAt,
    lane,
    unwantedSince,
    alarmedAt: overdue ? (row.alarmedAt ?? now) : null,
  };
};

/** A removal that AWS did not do is told in the audit log; one that is overdue is told to people, once. */
const tellTroubles = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { row: AssignmentRow; progress: Progress; moves: Moves; result: Result | undefined; now: Date },
): Promise<AuditEntry[]> => {
  const { row, progress, moves, result, now } = facts;
  const ending = moves.grants.filter((grant) => grant.state === "ending");
  const entry = (grant: OpenGrant, action: string): AuditEntry => ({
    actor: { kind: "system" },
    action,
    subject: { kind: "grant", id: grant.id },
    requestId: grant.requestId,
    grantId: grant.id,
    personId: grant.personId,
    accountId: grant.accountId,
    data: { attempts: progress.attempts, lastError: progress.lastError },
  });
  const entries: AuditEntry[] = [];
  const failedRemoval = result?.outcome?.of === "failed" && result.outcome.kind === "delete";
  if (failedRemoval) entries.push(...ending.map((grant) => entry(grant, "grant.removal-retried")));
  if (progress.alarmedAt && !row.alarmedAt) {
    for (const grant of ending) {
      const notice = {
        kind: "grant.removal-unconfirmed",
        requestId: grant.requestId,
        grantId: grant.id,
        at: now,
      } as const;
      await addNotice(trx, { id: ctx.ids.newId(), ...notice });
      entries.push(entry(grant, "grant.removal-unconfirmed"));
    }
    if (ending.length > 0) await ctx.jobs.wake(trx, "deliver");
  }
  return entries;
};

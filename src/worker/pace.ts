import { type BudgetedService, type BudgetLane, callLimits, type Pace } from "../core/pace.ts";
import type { Scheduler } from "../core/time.ts";
import { addMilliseconds } from "../core/time.ts";
import { takeCall } from "../store/aws-budgets.ts";
import type { Db } from "../store/database.ts";

/**
 * How far ahead of now each lane may queue in the shared schedule: what may queue less gives way to what may queue more. `sync` takes a call
 * only while all that may leave at once are free, so that whoever is in a hurry finds the others; or will be by the time that its answer is there:
 * what is free for longer than that is a call that nobody ever makes.
 */
const queueAtMostMs: Record<Exclude<BudgetLane, "sync">, number> = { stop: 4_000, end: 2_000, activate: 250 };
const untilAnswerMs = 10;

/** Rejects as soon as the signal aborts, whatever becomes of the work. */
const unlessAborted = async (work: Promise<void>, signal: AbortSignal | undefined): Promise<void> => {
  if (!signal) return work;
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: over.signal });
  });
  return Promise.race([work, aborted]).finally(() => over.abort());
};

/**
 * Resolves when the budget that all replicas share allows one more call to the service. Emergency stops overtake
 * other ends, ends overtake starts, and all of them the directory sync. Rejects only when the signal aborts, its own or that of the call.
 */
export const createPace = (facts: { db: Db; scheduler: Scheduler; signal?: AbortSignal }): Pace => {
  const { db, scheduler } = facts;

  const take = async (service: BudgetedService, lane: BudgetLane, signal: AbortSignal | undefined) => {
    const { callsPerSecond, atOnce } = callLimits[service];
    const intervalMs = 1_000 / callsPerSecond;
    const burst = atOnce - 1;
    const mayQueueMs = lane === "sync" ? untilAnswerMs - burst * intervalMs : queueAtMostMs[lane];
    for (;;) {
      signal?.throwIfAborted();
      const now = scheduler.now();
      const { taken, waitMs } = await takeCall(db, { service, now, intervalMs, burst, queueAtMostMs: mayQueueMs });
      if (taken && waitMs === 0) return;
      await scheduler.sleepUntil(addMilliseconds(now, waitMs), signal);
      signal?.throwIfAborted();
      if (taken) return;
    }
  };

  /** What is in no hurry waits for itself in here: only the first in line asks the database. */
  const lastInLine = new Map<BudgetedService, Promise<void>>();
  const takeInLine = async (service: BudgetedService, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    const mine = (lastInLine.get(service) ?? Promise.resolve()).then(() => take(service, "sync", signal));
    lastInLine.set(
      service,
      mine.catch(() => undefined),
    );
    return unlessAborted(mine, signal);
  };

  return (service, lane, ofCall) => {
    const signals = [facts.signal, ofCall].filter((one) => one !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    return lane === "sync" ? takeInLine(service, signal) : take(service, lane, signal);
  };
};

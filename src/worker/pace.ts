import { type BudgetedService, type BudgetLane, callLimits, type Pace } from "../core/pace.ts";
import type { Scheduler } from "../core/time.ts";
import { addMilliseconds } from "../core/time.ts";
import { takeCall } from "../store/aws-budgets.ts";
import type { Db } from "../store/database.ts";

/**
 * How far ahead of now each lane may queue in the shared schedule: what may queue less gives way to what may queue more. `sync` takes a call
 * only while all that may leave at once are free, so that whoever is in a hurry finds the others.
 */
const queueAtMostMs: Record<Exclude<BudgetLane, "sync">, number> = { stop: 4_000, end: 2_000, activate: 250 };

/**
 * Resolves when the budget that all replicas share allows one more call to the service. Emergency stops overtake
 * other ends, ends overtake starts, and all of them the directory sync. Rejects only when the signal aborts, its own or that of the call.
 */
export const createPace =
  (facts: { db: Db; scheduler: Scheduler; signal?: AbortSignal }): Pace =>
  async (service: BudgetedService, lane: BudgetLane, ofCall?: AbortSignal) => {
    const { scheduler } = facts;
    const signals = [facts.signal, ofCall].filter((one) => one !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const { callsPerSecond, atOnce } = callLimits[service];
    const intervalMs = 1_000 / callsPerSecond;
    const burst = atOnce - 1;
    for (;;) {
      signal?.throwIfAborted();
      const now = scheduler.now();
      const { taken, waitMs } = await takeCall(facts.db, {
        service,
        now,
        intervalMs,
        burst,
        queueAtMostMs: lane === "sync" ? -burst * intervalMs : queueAtMostMs[lane],
      });
      if (taken && waitMs === 0) return;
      await scheduler.sleepUntil(addMilliseconds(now, waitMs), signal);
      signal?.throwIfAborted();
      if (taken) return;
    }
  };

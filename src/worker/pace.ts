import type { Scheduler } from "../core/time.ts";
import { addMilliseconds } from "../core/time.ts";
import { takeCall } from "../store/aws-budgets.ts";
import type { Db } from "../store/database.ts";

export type PaceLane = "end" | "activate" | "sync";

/** How far ahead of now each lane may queue in the shared schedule: what may queue less gives way to what may queue more. */
const queueAtMostMs: Record<PaceLane, number> = { end: 2_000, activate: 250, sync: 0 };

export type PaceLimits = {
  /** Identity Center answers 20 calls a second to the whole organisation; a little less leaves room for what else calls it. */
  callsPerSecond: number;
  /** How many calls may come at once after a pause. */
  burst: number;
};

/** 18 and 2: together never above 20 within any one second. */
export const identityCenterPace: PaceLimits = { callsPerSecond: 18, burst: 2 };

/**
 * Resolves when the budget that all replicas share allows one more call to the service. Ends overtake starts, and both overtake
 * the directory sync. Rejects only when the signal aborts.
 */
export const createPace =
  (facts: { db: Db; scheduler: Scheduler; service: string; limits: PaceLimits; signal?: AbortSignal }) =>
  async (lane: PaceLane): Promise<void> => {
    const { scheduler, limits, signal } = facts;
    const intervalMs = 1_000 / limits.callsPerSecond;
    for (;;) {
      signal?.throwIfAborted();
      const now = scheduler.now();
      const wait = await takeCall(facts.db, {
        service: facts.service,
        now,
        intervalMs,
        burst: limits.burst - 1,
        queueAtMostMs: queueAtMostMs[lane],
      });
      if (wait === 0) return;
      await scheduler.sleepUntil(addMilliseconds(now, wait ?? intervalMs), signal);
      if (wait !== undefined) return;
    }
  };

import type { Engine } from "../commands/assignment-engine.ts";
import type { CommandContext } from "../commands/context.ts";
import { passTime } from "../commands/pass-time.ts";
import { reconcileAssignment } from "../commands/reconcile-assignment.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { addMilliseconds, earlier, type Scheduler } from "../core/time.ts";
import { claimDue, nextDueAt } from "../store/assignments.ts";
import { createAlarm } from "./alarm.ts";

export type EngineLoop = {
  /** Looks at the rows now instead of at the next planned instant. */
  wake(): void;
  /** Takes no new work, lets the calls under way finish, and resolves. */
  stop(): Promise<void>;
};

/** Should a wake-up be lost, the rows are looked at this often anyway. */
const sweepMs = 2_000;
/** When everything due waits for a place among the writes, look again this soon. */
const crowdedMs = 100;
const atOnce = 24;

/**
 * Works through the assignments that are due, as many at once as the budget has places for, until stopped. Nothing is held in memory
 * that matters: any number of these loops may run on one database, and any may vanish.
 */
export const startEngine = (
  ctx: CommandContext,
  facts: { engine: Engine; scheduler: Scheduler; onProblem(problem: unknown): void },
): EngineLoop => {
  const { engine, scheduler } = facts;
  const alarm = createAlarm(scheduler);
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  const begin = (key: AssignmentKey) => {
    const work = reconcileAssignment(ctx, engine, key)
      .catch(facts.onProblem)
      .finally(() => {
        underWay.delete(work);
        alarm.ring();
      });
    underWay.add(work);
  };

  const pass = async (): Promise<Date> => {
    const moved = await passTime(ctx);
    const now = scheduler.now();
    const claimed = await claimDue(ctx.db, {
      holder: engine.holder,
      now,
      leaseUntil: addMilliseconds(now, engine.leaseMs),
      most: atOnce - underWay.size,
      writesAtOnce: engine.writesAtOnce,
    });
    for (const key of claimed) begin(key);
    if (moved > 0 || claimed.length > 0) return now;
    const sweepAt = addMilliseconds(now, sweepMs);
    const due = await nextDueAt(ctx.db, now);
    if (due === undefined) return sweepAt;
    return due <= now ? addMilliseconds(now, crowdedMs) : earlier(due, sweepAt);
  };

  const run = async () => {
    while (!stopping) {
      alarm.reset();
      let next: Date;
      try {
        next = await pass();
      } catch (problem) {
        facts.onProblem(problem);
        next = addMilliseconds(scheduler.now(), 1_000);
      }
      if (!stopping) await alarm.waitUntil(next);
    }
    await Promise.allSettled(underWay);
  };

  const running = run();
  return {
    wake: alarm.ring,
    stop: async () => {
      stopping = true;
      alarm.ring();
      await running;
    },
  };
};

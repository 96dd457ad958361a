import type { CommandContext } from "../commands/context.ts";
import { readGrantActivity } from "../commands/read-grant-activity.ts";
import { takeReadings } from "../commands/take-readings.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import type { Scheduler } from "../core/time.ts";
import { nextReadingAt } from "../store/activity-readings.ts";
import { type Repeating, repeat } from "./repeat.ts";

/** Grants of which the trail is read at the same time in one process: the engine's database connections and the memory are not theirs. */
const atOnce = 2;

const everyMs = 60_000;

/**
 * Reads what was done with access, apart from the engine: however slow a trail is, nothing waits for it. Stopping breaks off what is
 * under way; what was read stays, and another worker goes on at once.
 */
export const startActivityReader = (
  ctx: CommandContext,
  facts: { source: ActivitySource; holder: string; scheduler: Scheduler; onProblem(problem: unknown): void },
): Repeating => {
  const { source, scheduler, onProblem } = facts;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const begin = (grantId: string, holder: string) => {
    const work = readGrantActivity(ctx, { grantId, holder, source, signal: stopping.signal })
      .then((problem) => (problem === undefined ? undefined : onProblem(problem)))
      .catch(onProblem)
      .finally(() => {
        underWay.delete(work);
        looking.wake();
      });
    underWay.add(work);
  };

  const looking = repeat({
    everyMs,
    scheduler,
    onProblem,
    run: async () => {
      const most = atOnce - underWay.size;
      if (most <= 0 || stopping.signal.aborted) return undefined;
      const { holder, grantIds } = await takeReadings(ctx, { holder: facts.holder, most });
      for (const grantId of grantIds) begin(grantId, holder);
      // With every place taken, the first to finish wakes this.
      return underWay.size < atOnce ? nextReadingAt(ctx.db, scheduler.now()) : undefined;
    },
  });

  return {
    wake: looking.wake,
    stop: async () => {
      stopping.abort(new Error("Stint is stopping"));
      await looking.stop();
      await Promise.allSettled(underWay);
    },
  };
};

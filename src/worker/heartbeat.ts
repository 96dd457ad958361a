import type { CommandContext } from "../commands/context.ts";
import type { Scheduler } from "../core/time.ts";
import { sayAlive, sayGone } from "../store/workers.ts";
import { type Repeating, repeat } from "./repeat.ts";

const everyMs = 15_000;

/** Lets admins see that this worker is there, until it is stopped. Nothing else rests on it. */
export const startHeartbeat = (
  ctx: CommandContext,
  facts: {
    self: { name: string; version: string; readsTrail: boolean };
    scheduler: Scheduler;
    onProblem(problem: unknown): void;
  },
): Pick<Repeating, "stop"> => {
  const { self, scheduler, onProblem } = facts;
  const startedAt = scheduler.now();
  const beating = repeat({
    everyMs,
    scheduler,
    onProblem,
    run: async () => {
      await sayAlive(ctx.db, { ...self, startedAt, seenAt: scheduler.now() });
      return undefined;
    },
  });
  return {
    stop: async () => {
      await beating.stop();
      await sayGone(ctx.db, self.name).catch(onProblem);
    },
  };
};

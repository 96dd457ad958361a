import type { CommandContext } from "../commands/context.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import type { Scheduler } from "../core/time.ts";
import { tellSource } from "../store/activity-source.ts";
import { startActivityReader } from "./read-activity.ts";
import { type Repeating, repeat } from "./repeat.ts";
import { watchTrail } from "./watch-trail.ts";

const watchEveryMs = 10 * 60_000;

/** Reads activity from the trail, and watches whether the trail delivers. Without one it says that there is none. */
export const followTrail = async (
  ctx: CommandContext,
  facts: {
    trail: ActivitySource | null;
    holder: string;
    scheduler: Scheduler;
    onProblem(chore: string, problem: unknown): void;
  },
): Promise<Repeating> => {
  const { trail: source, holder, scheduler, onProblem } = facts;
  await tellSource(ctx.db, { kind: source?.kind ?? null, at: scheduler.now() });
  if (!source) return { wake: () => undefined, stop: async () => undefined };
  const stopping = new AbortController();
  const reader = startActivityReader(ctx, {
    ...{ source, holder, scheduler },
    onProblem: (problem) => onProblem("read-activity", problem),
  });
  const watching = repeat({
    everyMs: watchEveryMs,
    scheduler,
    onProblem: (problem) => onProblem("watch-trail", problem),
    run: async () => {
      await watchTrail(ctx, source, stopping.signal);
      return undefined;
    },
  });
  return {
    wake: reader.wake,
    stop: async () => {
      stopping.abort(new Error("Stint is stopping"));
      await Promise.all([reader.stop(), watching.stop()]);
    },
  };
};

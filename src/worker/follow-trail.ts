import type { CommandContext } from "../commands/context.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import { aliveForMs } from "../core/system-troubles.ts";
import { addMilliseconds, type Scheduler } from "../core/time.ts";
import { keepSourceTold, tellSource } from "../store/activity-source.ts";
import { isTrailRead } from "../store/workers.ts";
import { startActivityReader } from "./read-activity.ts";
import { type Repeating, repeat } from "./repeat.ts";
import { watchTrail } from "./watch-trail.ts";

const watchEveryMs = 10 * 60_000;

/** Says that no trail is read, once no worker that is there reads one: one without a trail does not speak for the others. */
const tellNone = async (ctx: CommandContext): Promise<void> => {
  const at = ctx.clock.now();
  if (!(await isTrailRead(ctx.db, addMilliseconds(at, -aliveForMs)))) await tellSource(ctx.db, { kind: null, at });
};

/** Reads activity from the trail, and watches whether the trail delivers. Without one it sees to it that this is known. */
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
  const watch = (run: () => Promise<void>) =>
    repeat({
      everyMs: watchEveryMs,
      scheduler,
      onProblem: (problem) => onProblem("watch-trail", problem),
      run: async () => {
        await run();
        return undefined;
      },
    });
  if (!source) {
    await tellNone(ctx);
    return { wake: () => undefined, stop: watch(() => tellNone(ctx)).stop };
  }
  const { kind } = source;
  await tellSource(ctx.db, { kind, at: scheduler.now() });
  const stopping = new AbortController();
  const reader = startActivityReader(ctx, {
    ...{ source, holder, scheduler },
    onProblem: (problem) => onProblem("read-activity", problem),
  });
  const watching = watch(async () => {
    await keepSourceTold(ctx.db, { kind, at: scheduler.now() });
    await watchTrail(ctx, source, stopping.signal);
  });
  return {
    wake: reader.wake,
    stop: async () => {
      stopping.abort(new Error("Stint is stopping"));
      await Promise.all([reader.stop(), watching.stop()]);
    },
  };
};

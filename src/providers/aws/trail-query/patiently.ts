import { CloudError } from "../../../core/identity-center.ts";
import { addMilliseconds, type Scheduler } from "../../../core/time.ts";

export type Waiting = { scheduler: Scheduler; signal: AbortSignal };

const mostTries = 7;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

const stopped = (operation: string) =>
  new CloudError({ problem: "unavailable", operation, message: "Reading was stopped." });

/**
 * Does one call, and again after a growing pause while AWS says that it is too much at once, for about a minute and a half. Reading a trail has
 * time: it must never be what takes the account's quota from somebody else. Throws `CloudError` as soon as the signal aborts.
 */
export const patiently = async <Output>(
  { scheduler, signal }: Waiting,
  operation: string,
  work: () => Promise<Output>,
): Promise<Output> => {
  for (let tries = 1; ; tries++) {
    if (signal.aborted) throw stopped(operation);
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw stopped(operation);
      if (!(error instanceof CloudError) || error.problem !== "throttled" || tries === mostTries) throw error;
      const pauseMs = Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs);
      await scheduler.sleepUntil(addMilliseconds(scheduler.now(), Math.max(pauseMs, error.retryAfterMs ?? 0)), signal);
    }
  }
};

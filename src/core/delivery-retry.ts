import { addMilliseconds, earlier } from "./time.ts";

const firstDelayMs = 30_000;
const longestDelayMs = 60 * 60_000;
const keptTryingMs = 24 * 60 * 60_000;

/**
 * When to try again after the attempt with this number failed: 30 seconds later, then twice as long each time up to an hour,
 * with a last try 24 hours after the delivery was made. Undefined when that is over.
 */
export const retryAt = (facts: { attempts: number; createdAt: Date; now: Date }): Date | undefined => {
  const lastTryAt = addMilliseconds(facts.createdAt, keptTryingMs);
  if (facts.now.getTime() >= lastTryAt.getTime()) return undefined;
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(facts.attempts - 1, 20));
  return earlier(addMilliseconds(facts.now, delayMs), lastTryAt);
};

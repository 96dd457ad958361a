import { addMilliseconds, type Scheduler } from "../../core/time.ts";

/** What comes of it, or undefined when that takes longer. A failure in time is thrown; one that comes later is nobody's. */
export const giveUpAfter = async <Value>(
  coming: Promise<Value>,
  { ms, scheduler }: { ms: number; scheduler: Scheduler },
): Promise<Value | undefined> => {
  const done = new AbortController();
  const tooLate = scheduler.sleepUntil(addMilliseconds(scheduler.now(), ms), done.signal).then(() => undefined);
  try {
    return await Promise.race([coming, tooLate]);
  } finally {
    done.abort();
  }
};

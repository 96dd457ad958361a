import type { Scheduler } from "../core/time.ts";

/** A sleep that can be cut short. A ring between `reset` and `waitUntil` is not lost. */
export type Alarm = { ring(): void; reset(): void; waitUntil(at: Date): Promise<void> };

export const createAlarm = (scheduler: Scheduler): Alarm => {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    reset: () => {
      if (rung.signal.aborted) rung = new AbortController();
    },
    waitUntil: (at) => scheduler.sleepUntil(at, rung.signal),
  };
};

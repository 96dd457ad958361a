import type { Scheduler } from "../src/core/time.ts";

/** A clock that stands still until it is moved; whoever sleeps wakes when it is moved past their instant. */
export const manualScheduler = (start: Date): Scheduler & { advance(ms: number): void } => {
  let nowMs = start.getTime();
  let sleepers: { untilMs: number; wake(): void }[] = [];
  const wakeDue = () => {
    const due = sleepers.filter((one) => one.untilMs <= nowMs);
    sleepers = sleepers.filter((one) => one.untilMs > nowMs);
    for (const one of due) one.wake();
  };
  return {
    now: () => new Date(nowMs),
    sleepUntil: (at, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { untilMs: at.getTime(), wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener(
          "abort",
          () => {
            sleepers = sleepers.filter((one) => one !== sleeper);
            resolve();
          },
          { once: true },
        );
        wakeDue();
      }),
    advance: (ms) => {
      nowMs += ms;
      wakeDue();
    },
  };
};

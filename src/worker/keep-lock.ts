import { addMilliseconds, type Scheduler } from "../core/time.ts";
import type { WorkerLock } from "../store/worker-lock.ts";

/** How long nothing is asked again after it went wrong, and where a lock proves nothing. */
const afterTroubleMs = 1_000;
const inVainMs = 60_000;

export type KeptLock = {
  /** The lock to claim work under, another when the last was lost. Undefined while there is none to be had: leases then last their time. */
  take(): Promise<WorkerLock | undefined>;
  release(): void;
};

/** Keeps a lock that shows others that this worker lives. It never keeps anybody from working: what goes wrong is told. */
export const keepLock = (facts: {
  take(): Promise<WorkerLock | undefined>;
  scheduler: Scheduler;
  onProblem(problem: unknown): void;
}): KeptLock => {
  const { scheduler } = facts;
  let lock: WorkerLock | undefined;
  let notBefore = scheduler.now();
  return {
    take: async () => {
      const now = scheduler.now();
      if (lock?.isHeld()) return lock;
      lock = undefined;
      if (now < notBefore) return undefined;
      try {
        lock = await facts.take();
        if (!lock) notBefore = addMilliseconds(now, inVainMs);
      } catch (problem) {
        notBefore = addMilliseconds(now, afterTroubleMs);
        facts.onProblem(problem);
      }
      return lock;
    },
    release: () => lock?.release(),
  };
};

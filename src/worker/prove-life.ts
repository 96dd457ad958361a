import { addMilliseconds, type Scheduler } from "../core/time.ts";
import type { WorkerLock } from "../store/worker-lock.ts";
import { type Repeating, repeat } from "./repeat.ts";

const checkMs = 1_000;
/** Where a lock proves nothing, that is asked again so often. */
const inVainMs = 60_000;

export type ProofOfLife = Pick<Repeating, "stop"> & { lock(): WorkerLock | undefined };

/**
 * Holds a lock from now on as long as it runs, and another soon after one was lost. While there is none, nothing waits: leases are then
 * only over when their time is.
 */
export const proveLife = async (facts: {
  take(): Promise<WorkerLock | undefined>;
  scheduler: Scheduler;
  onProblem(problem: unknown): void;
}): Promise<ProofOfLife> => {
  const { scheduler } = facts;
  let lock: WorkerLock | undefined;
  const look = async (): Promise<Date | undefined> => {
    try {
      if (!lock?.isHeld()) lock = await facts.take();
      if (!lock) return undefined;
    } catch (problem) {
      facts.onProblem(problem);
    }
    return addMilliseconds(scheduler.now(), checkMs);
  };
  const first = Promise.withResolvers<void>();
  const run = () => look().finally(first.resolve);
  const looking = repeat({ everyMs: inVainMs, scheduler, onProblem: facts.onProblem, run });
  await first.promise;
  return {
    lock: () => (lock?.isHeld() ? lock : undefined),
    stop: async () => {
      await looking.stop();
      lock?.release();
    },
  };
};

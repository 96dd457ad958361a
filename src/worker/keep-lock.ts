import { addMilliseconds, type Scheduler } from "../core/time.ts";
import { LocksNotSupported, type WorkerLock } from "../store/worker-lock.ts";

/** How long nothing is asked again after it went wrong, where a lock proves nothing, and where there are none. */
const afterTroubleMs = 1_000;
const inVainMs = 60_000;
const notSupportedMs = 3_600_000;
/** Work waits no longer than this for a lock; a server that does not answer is waited for without it. */
const patienceMs = 1_000;

export type KeptLock = {
  /** The lock to claim work under, another when the last was lost. Undefined while there is none to be had: leases then last their time. */
  take(): Promise<WorkerLock | undefined>;
  release(): void;
};

type Attempt = { beganAt: Date; over: Promise<void> };

/**
 * Keeps a lock that shows others that this worker lives. It keeps nobody from working for longer than a second: what goes wrong is told, and
 * tried again beside the work.
 */
export const keepLock = (facts: {
  take(): Promise<WorkerLock | undefined>;
  scheduler: Scheduler;
  onProblem(problem: unknown): void;
}): KeptLock => {
  const { scheduler } = facts;
  let lock: WorkerLock | undefined;
  let notBefore = scheduler.now();
  let attempt: Attempt | undefined;
  let isReleased = false;
  let isToldOf = false;

  const rest = (ms: number) => {
    notBefore = addMilliseconds(scheduler.now(), ms);
  };
  const tryOnce = async () => {
    try {
      lock = await facts.take();
      if (isReleased) lock?.release();
      if (!lock) rest(inVainMs);
    } catch (problem) {
      const isForGood = problem instanceof LocksNotSupported;
      rest(isForGood ? notSupportedMs : afterTroubleMs);
      if (!isForGood || !isToldOf) facts.onProblem(problem);
      isToldOf ||= isForGood;
    }
  };
  const begin = (beganAt: Date): Attempt => {
    const over = tryOnce().finally(() => {
      attempt = undefined;
    });
    return { beganAt, over };
  };
  const waitFor = async ({ beganAt, over }: Attempt) => {
    const enough = new AbortController();
    await Promise.race([over, scheduler.sleepUntil(addMilliseconds(beganAt, patienceMs), enough.signal)]);
    enough.abort();
  };

  return {
    take: async () => {
      if (lock?.isHeld()) return lock;
      lock = undefined;
      const now = scheduler.now();
      if (isReleased || (!attempt && now < notBefore)) return undefined;
      attempt ??= begin(now);
      await waitFor(attempt);
      return lock;
    },
    release: () => {
      isReleased = true;
      lock?.release();
    },
  };
};

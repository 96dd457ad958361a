import { addMilliseconds, type Scheduler } from "../core/time.ts";
import { createAlarm } from "./alarm.ts";

export type Repeating = { wake(): void; stop(): Promise<void> };

/**
 * Runs a chore now and then: after each run at the instant it names, or after `everyMs`, or when woken. A run that fails is reported
 * and tried again; runs never overlap.
 */
export const repeat = (facts: {
  everyMs: number;
  scheduler: Scheduler;
  run(): Promise<Date | undefined>;
  onProblem(problem: unknown): void;
}): Repeating => {
  const alarm = createAlarm(facts.scheduler);
  let stopping = false;
  const loop = async () => {
    while (!stopping) {
      alarm.reset();
      let next: Date | undefined;
      try {
        next = (await facts.run()) ?? undefined;
      } catch (problem) {
        facts.onProblem(problem);
      }
      const latest = addMilliseconds(facts.scheduler.now(), facts.everyMs);
      if (!stopping) await alarm.waitUntil(next && next < latest ? next : latest);
    }
  };
  const running = loop();
  return {
    wake: alarm.ring,
    stop: async () => {
      stopping = true;
      alarm.ring();
      await running;
    },
  };
};

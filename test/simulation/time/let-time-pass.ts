import type { Chance } from "../chance.ts";
import type { Workers } from "../faults/misfortune.ts";
import type { Desk } from "../people/desk.ts";
import type { Watch } from "../promises/keep-watch.ts";
import type { Simulation } from "../simulation.ts";

/** What is not as it should be is watched after each leap for longer than any bound allows; while AWS is down nothing is expected. */
const watchedMs = 11 * 60_000;
const watchedOutageMs = 30_000;

/**
 * Takes turns while there are any, then lets time pass to the next. When for a moment nothing has happened but the workers' looking
 * around, time leaps to shortly before the next thing that anybody has planned, as on a machine that was suspended: whoever slept
 * wakes late, once.
 */
export const letTimePass = (facts: {
  simulation: Simulation;
  desk: Desk;
  workers: Workers;
  watch: Watch;
  chance: Chance;
}) => {
  const { simulation, desk, workers, watch, chance } = facts;
  const { turns, weather } = simulation;
  let quietSinceMs = turns.nowMs();
  let patienceMs = 10_000;
  let amissSinceMs: number | undefined;

  const planned = (): number[] => [
    ...desk.planned().map(({ readyAtMs }) => readyAtMs),
    ...workers.planned().map(({ readyAtMs }) => readyAtMs),
    ...watch.boundaries(),
  ];

  const isQuiet = (): boolean => {
    const nowMs = turns.nowMs();
    const isAmiss = watch.isUnsettled() || desk.isBusy();
    amissSinceMs = isAmiss ? (amissSinceMs ?? nowMs) : undefined;
    const enoughMs = weather.awsIsDown() ? watchedOutageMs : watchedMs;
    if (amissSinceMs !== undefined && nowMs - amissSinceMs < enoughMs) quietSinceMs = nowMs;
    return nowMs - quietSinceMs > patienceMs;
  };

  const nextMs = (untilMs: number): number => {
    const nowMs = turns.nowMs();
    const soon = Math.min(turns.nextAtMs() ?? untilMs, untilMs);
    const ahead = planned().filter((ms) => ms > nowMs);
    const event = Math.min(untilMs, ...ahead);
    if (!isQuiet()) {
      if (event <= soon) {
        quietSinceMs = event;
        patienceMs = chance.oneOf([1_000, 2_500, 2_500, 8_000]);
      }
      return Math.min(soon, event);
    }
    quietSinceMs = event;
    patienceMs = chance.oneOf([1_000, 2_500, 2_500, 8_000]);
    const isSuspended = event - nowMs > 60_000;
    if (isSuspended) {
      watch.suspended({ untilMs: event, isAmiss: amissSinceMs !== undefined });
      amissSinceMs = undefined;
    }
    const leadMs = chance.oneOf([0, 0, 0, 0, 1_000, 1_000, 3_000, 20_000]);
    return Math.max(soon, event - leadMs);
  };

  return {
    until: async (untilMs: number): Promise<void> => {
      await turns.settle();
      while (turns.nowMs() < untilMs) {
        const turn = turns.choose();
        if (turn) {
          if (!(await workers.strikesBefore(turn))) await turns.grant(turn);
          await watch.afterTurn();
        } else {
          turns.advanceTo(nextMs(untilMs));
          await watch.afterTime();
        }
      }
    },
  };
};

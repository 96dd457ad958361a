import type { IdSource, Scheduler } from "../../../src/core/time.ts";
import type { Chance } from "../chance.ts";
import type { Actor, Turn, Turns } from "./turns.ts";

/** The time as one process reads it: its clock may be off, and it wakes from a sleep by a turn of its own. */
export const schedulerOf = (turns: Turns, actor: Actor): Scheduler => {
  const now = () => new Date(turns.nowMs() + actor.skewMs);
  return {
    now,
    sleepUntil: (at, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || at <= now()) return resolve();
        const turn: Turn = {
          actor,
          kind: "wake",
          what: "",
          readyAtMs: at.getTime() - actor.skewMs,
          take: () => {
            signal?.removeEventListener("abort", wake);
            resolve();
          },
        };
        const wake = () => {
          turns.remove(turn);
          resolve();
        };
        signal?.addEventListener("abort", wake, { once: true });
        turns.add(turn);
      }),
  };
};

/** UUID version 7 from virtual time and the seed. */
export const idsFrom = (chance: Chance, nowMs: () => number): IdSource => ({
  newId: () => {
    const time = nowMs().toString(16).padStart(12, "0");
    const variant = chance.oneOf(["8", "9", "a", "b"]);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.hex(3)}-${variant}${chance.hex(3)}-${chance.hex(12)}`;
  },
});

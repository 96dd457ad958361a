import { setTimeout as pause } from "node:timers/promises";
import { type StintProcess, startStint } from "../stint-process.ts";
import type { Chance } from "./chance.ts";
import type { Span } from "./span.ts";

export type KeptRunning = ReturnType<typeof keepRunning>;

/**
 * One place of a deployment: a process that is started again a second or two after it ended, as whatever runs containers does. Remembers
 * when it was at work, and every end of one at work that nobody brought about.
 */
export const keepRunning = (facts: {
  part: "serve" | "work";
  environment: Record<string, string>;
  chance: Chance;
  isReady(process: StintProcess): Promise<boolean>;
}) => {
  const atWork: Span[] = [];
  const endedByItself: string[] = [];
  const startedInVain: string[] = [];
  let current: StintProcess | undefined;
  let isWanted = true;
  let wasKilled = false;

  const untilReady = async (process: StintProcess) => {
    while (process.isRunning() && !(await facts.isReady(process))) await pause(50);
    return process.isRunning();
  };

  const once = async () => {
    const process = startStint([facts.part], facts.environment);
    current = process;
    wasKilled = false;
    const isThere = await untilReady(process);
    const span = { from: Date.now(), until: Number.POSITIVE_INFINITY };
    if (isThere) atWork.push(span);
    await process.ended();
    span.until = Date.now();
    if (wasKilled || !isWanted) return;
    (isThere ? endedByItself : startedInVain).push(process.output().slice(-1_500));
  };

  const running = (async () => {
    while (isWanted) {
      await once();
      if (isWanted) await pause(facts.chance.between(1_000, 2_000));
    }
  })();

  return {
    part: facts.part,
    atWork,
    endedByItself,
    startedInVain,
    isAtWork: () => atWork.at(-1)?.until === Number.POSITIVE_INFINITY,
    /** As the kernel does it when memory is short: no word, no farewell. Answers whether there was somebody to kill. */
    kill: async () => {
      if (!current?.isRunning()) return false;
      wasKilled = true;
      await current.stop("SIGKILL");
      return true;
    },
    /** Makes it stand still for so long, wherever it is, and then lets it go on as if nothing had been. */
    holdUp: async (forMs: number) => {
      const held = current;
      held?.send("SIGSTOP");
      await pause(forMs);
      if (held?.isRunning()) held.send("SIGCONT");
    },
    stop: async () => {
      isWanted = false;
      if (current?.isRunning()) await current.stop("SIGKILL");
      await running;
    },
  };
};

import type { Turns } from "./turns.ts";

/**
 * What is read from disk once in the life of a process (the SDK's configuration) is awaited in real time; it must happen before the first
 * history, which is why `prepare` does everything once.
 */
const awaitTheDisk = async (turns: Turns): Promise<boolean> => {
  for (let tries = 0; tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await turns.settle();
    if (turns.choose() || turns.nextAtMs() !== undefined) return true;
  }
  return false;
};

/** Grants turns until that is so, letting time pass only when nothing could happen now. */
export const runTurnsUntil = async (turns: Turns, isDone: () => boolean): Promise<void> => {
  await turns.settle();
  while (!isDone()) {
    const turn = turns.choose();
    if (turn) {
      await turns.grant(turn);
      continue;
    }
    const nextMs = turns.nextAtMs();
    if (nextMs !== undefined) turns.advanceTo(nextMs);
    else if (!(await awaitTheDisk(turns))) throw new Error("nothing is left that could happen");
  }
};

/** Grants turns until this is over. */
export const runTurnsFor = async <T>(turns: Turns, doing: Promise<T>): Promise<T> => {
  let isOver = false;
  const over = doing.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  await runTurnsUntil(turns, () => isOver);
  return over;
};

import type { LaneName } from "./lanes.ts";

export type Task = { lane: LaneName; file: string; isLong: boolean };

/** Those of a minute or so begin first: the last to end is then a short one, and no core waits for it. */
const longest = [
  "test/simulation/simulation.test.ts",
  "src/commands/engine-trouble.test.ts",
  "test/real-crashes/crashes.test.ts",
  "test/promises.test.ts",
];

const isHistories = (file: string) => file.startsWith("test/simulation/histories-");

export const taskOf = (lane: LaneName, file: string): Task => ({
  lane,
  file,
  isLong: longest.includes(file) || isHistories(file),
});

/**
 * What is to run, in the order given. Of files in a browser one is given out at a time: a demo, its simulator and two browsers keep a core
 * and more busy; the others are run beside it.
 */
export const createQueue = (tasks: readonly Task[]) => {
  const inBrowser = tasks.filter(({ lane }) => lane === "browser");
  const others = tasks.filter(({ lane }) => lane !== "browser");
  others.sort((one, other) => Number(other.isLong) - Number(one.isLong));
  let visiting: Task | undefined;
  return {
    /** Nothing when nothing is left for whoever asks; they need not ask again. */
    next: (): Task | undefined => {
      if (visiting) return others.shift();
      visiting = inBrowser.shift();
      return visiting ?? others.shift();
    },
    done: (task: Task) => {
      if (task === visiting) visiting = undefined;
    },
  };
};

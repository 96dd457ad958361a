export type Outcome = { state: "running" } | { state: "done"; words: string } | { state: "failed"; problem: Error };

/**
 * Does something for each of these, once, a few at the same time, and tells each outcome as it comes. One that fails stops none of the
 * others; when told to stop, nothing more is begun, and what was begun is waited for.
 */
export const runEach = async (facts: {
  ids: readonly string[];
  atOnce: number;
  act: (id: string) => Promise<string>;
  tell: (id: string, outcome: Outcome) => void;
  isStopped: () => boolean;
}): Promise<void> => {
  const { act, tell, isStopped } = facts;
  const left = [...new Set(facts.ids)];
  const work = async () => {
    while (!isStopped()) {
      const id = left.shift();
      if (id === undefined) return;
      tell(id, { state: "running" });
      await act(id).then(
        (words) => tell(id, { state: "done", words }),
        (problem) =>
          tell(id, { state: "failed", problem: problem instanceof Error ? problem : new Error(`${problem}`) }),
      );
    }
  };
  await Promise.all(Array.from({ length: facts.atOnce }, work));
};

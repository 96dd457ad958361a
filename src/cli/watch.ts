import type { Answered } from "./client.ts";
import { CliProblem, exitCodes } from "./problem.ts";
import type { Screen } from "./screen.ts";
import type { Surroundings } from "./surroundings.ts";

const lookEveryMs = 2_000;
/** So long it may be out of reach before we give up watching. */
const patienceMs = 5 * 60_000;

/**
 * Looks again and again until it is over. Nothing depends on the watching, and Stint may be out of reach for a while: who stops watching is
 * told what goes on.
 */
export const watch = async <Value>(
  facts: { screen: Screen; surroundings: Surroundings; left: CliProblem; ask(): Promise<Answered<Value>> },
  isOver: (value: Value) => boolean,
): Promise<Answered<Value>> => {
  const { screen, surroundings: s, left } = facts;
  let seenAt = s.now().getTime();
  try {
    for (;;) {
      try {
        const answered = await facts.ask();
        seenAt = s.now().getTime();
        if (isOver(answered.value)) return answered;
      } catch (problem) {
        const isPassing = problem instanceof CliProblem && problem.exitCode === exitCodes.trouble;
        if (!isPassing || s.now().getTime() - seenAt > patienceMs) throw problem;
        screen.note(`${problem.message} Trying again.`);
      }
      await s.wait(lookEveryMs, s.interrupted);
      if (s.interrupted.aborted) throw left;
    }
  } catch (problem) {
    throw s.interrupted.aborted ? left : problem;
  }
};

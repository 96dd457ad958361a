import type { Answered } from "./client.ts";
import { CliProblem, type ExitCode, exitCodes } from "./problem.ts";
import { Refused } from "./refused.ts";

const isOfThisOne = (problem: CliProblem): boolean =>
  problem.exitCode === exitCodes.refused || (problem instanceof Refused && problem.status >= 500);

/**
 * Does the same for each of several things: one that is refused, or that Stint fails at, does not keep the others from it. What cannot be done for any
 * (not signed in, out of reach, interrupted) stops it.
 */
export const eachOf = async <Value>(
  ids: readonly string[],
  facts: { act(id: string): Promise<Answered<Value>>; tell(answered: Answered<Value>): void; note(text: string): void },
): Promise<ExitCode> => {
  if (ids.length === 1) {
    facts.tell(await facts.act(ids[0] ?? ""));
    return exitCodes.done;
  }
  let outcome: ExitCode = exitCodes.done;
  for (const id of ids) {
    try {
      facts.tell(await facts.act(id));
    } catch (problem) {
      if (!(problem instanceof CliProblem) || !isOfThisOne(problem)) throw problem;
      outcome = problem.exitCode;
      facts.note([`${id}: ${problem.message}`, ...problem.more].join("\n  "));
    }
  }
  return outcome;
};

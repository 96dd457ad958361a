import type { Call, Options } from "./command.ts";
import { CliProblem, usageProblem } from "./problem.ts";

/** What every command takes that changes what others may do. */
export const yesOption = {
  yes: { type: "boolean", short: "y", words: "do it without being asked; needed where nobody can be asked" },
} as const satisfies Options;

/** Goes on only if somebody says yes: at the terminal, or by `--yes` where none is. */
export const confirm = async (
  call: Pick<Call<typeof yesOption>, "values" | "surroundings">,
  question: string,
): Promise<void> => {
  const { values, surroundings: s } = call;
  if (values.yes) return;
  if (!s.canAsk) throw usageProblem("Nothing was changed: nobody can be asked here. Say --yes to do it.");
  const answer = (await s.ask(`${question} [y/N] `)).trim().toLowerCase();
  if (answer !== "y" && answer !== "yes") throw new CliProblem("interrupted", "Nothing was changed.");
};

import type { FindingState } from "./finding.ts";
import type { CheckedThing } from "./run-checks.ts";

const words: Record<FindingState, string> = {
  ok: "ok",
  warning: "warning",
  wrong: "WRONG",
  "not-looked-at": "not looked at",
};

const stateWidth = Math.max(...Object.values(words).map((word) => word.length));

const count = (things: readonly CheckedThing[], state: FindingState) =>
  things.filter((thing) => thing.state === state).length;

/** One line for each thing that was looked at, and one below it for how to mend it. */
export const writeReport = (things: readonly CheckedThing[]): string => {
  const nameWidth = Math.max(...things.map(({ check }) => check.length));
  const indent = " ".repeat(stateWidth + nameWidth + 6);
  const lines = things.flatMap(({ check, state, found, mend }) => [
    `  ${words[state].padEnd(stateWidth)}  ${check.padEnd(nameWidth)}  ${found}`,
    ...(mend ? [`${indent}→ ${mend}`] : []),
  ]);
  const summary = `${count(things, "ok")} ok, ${count(things, "warning")} warnings, ${count(things, "wrong")} wrong, ${count(things, "not-looked-at")} not looked at.`;
  return ["", ...lines, "", `  ${summary}`, ""].join("\n");
};

/** Shorter ones are words as often as secrets: blanking them would leave a report nobody can read, and tell what they are. */
const shortestBlanked = 8;

/** Nothing secret leaves, whoever wrote the words it stands in, as it is or as JSON writes it. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(({ length }) => length >= shortestBlanked)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .sort((one, other) => other.length - one.length)
    .reduce((cleared, secret) => cleared.replaceAll(secret, "…"), text);

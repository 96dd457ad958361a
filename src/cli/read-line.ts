import { parseArgs } from "node:util";
import type { Command, Option, Options } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { usageProblem } from "./problem.ts";

/** What every command takes. */
export const everywhere = {
  json: { type: "boolean", words: "what the API answers, as JSON; lists as one object a line, all of them" },
  help: { type: "boolean", short: "h", words: "this help" },
} as const satisfies Options;

const byWords = (commands: readonly Command[]) =>
  new Map(commands.flatMap((one) => [one.name, ...(one.aliases ?? [])].map((name) => [name, one] as const)));

const longestName = 3;

/** The command that the line begins with, and what is left of the line. Options may stand before it if they take no value. */
export const findCommand = (
  commands: readonly Command[],
  args: readonly string[],
): { command: Command; rest: string[] } | undefined => {
  const known = byWords(commands);
  const isEverywhere = (arg: string) => Object.keys(everywhere).some((name) => arg === `--${name}`) || arg === "-h";
  const before = args.slice(
    0,
    args.findIndex((arg) => !isEverywhere(arg)),
  );
  const words = args.slice(before.length);
  for (let length = longestName; length > 0; length -= 1) {
    const command = words.length >= length ? known.get(words.slice(0, length).join(" ")) : undefined;
    if (command) return { command, rest: [...before, ...words.slice(length)] };
  }
  return undefined;
};

/** Whether these words are the beginning of commands, and of which. */
export const commandsUnder = (commands: readonly Command[], words: readonly string[]): Command[] =>
  commands.filter(({ name }) => `${name} `.startsWith(`${words.join(" ")} `));

export const unknownCommand = (names: readonly string[], args: readonly string[]) => {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const typed = words.slice(0, 2).join(" ");
  const hint = didYouMean(typed, names) || didYouMean(words[0] ?? "", names);
  return usageProblem(`There is no command “${typed || args.join(" ")}”.${hint}`, ["stint help lists all there are."]);
};

type Line = { values: Record<string, unknown>; given: string[] };

const needsValue = (name: string, { value = "<text>" }: Option) =>
  usageProblem(`--${name} needs a value: --${name} ${value}`);

const checkTokens = (command: Command, args: readonly string[], options: Options) => {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (!option)
      throw usageProblem(
        `stint ${command.name} has no option ${token.rawName}.${didYouMean(
          token.rawName,
          Object.keys(options).map((name) => `--${name}`),
        )}`,
      );
    if (option.type === "boolean" && token.value !== undefined) throw usageProblem(`--${token.name} takes no value.`);
    if (option.type === "string") {
      const isMissing = token.value === undefined || token.value === "";
      const isOption =
        token.inlineValue === false && options[token.value?.replace(/^--/, "") ?? ""] && token.value?.startsWith("--");
      if (isMissing || isOption) throw needsValue(token.name, option);
      if (seen.has(token.name) && !option.multiple) throw usageProblem(`Give --${token.name} once.`);
    }
    seen.add(token.name);
  }
};

const countGiven = (command: Command, given: readonly string[], names: readonly string[]) => {
  const { takes, name } = command;
  const others = names.filter((other) => other !== name);
  const usage = `stint ${name}${takes ? ` ${takes}` : ""}`;
  if (!takes && given.length > 0)
    throw usageProblem(
      `stint ${name} takes nothing but options: “${given.join(" ")}” is too much.${didYouMean(`${name.split(" ")[0]} ${given[0]}`, others)}`,
    );
  if (takes && !takes.startsWith("[") && given.length === 0) throw usageProblem(`Something is missing: ${usage}`);
  if (takes && !takes.includes("…") && given.length > takes.split("<").length - 1)
    throw usageProblem(`That is too much: ${usage}`);
};

/** The options and values of a line; everything that is wrong is said with the nearest thing that would have been right. */
export const readLine = (command: Command, args: readonly string[], names: readonly string[]): Line => {
  const options = { ...everywhere, ...command.options };
  checkTokens(command, args, options);
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  if (!values.help) countGiven(command, positionals, names);
  return { values, given: positionals };
};

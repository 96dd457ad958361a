import { createClient } from "./client.ts";
import type { Call, Options } from "./command.ts";
import { findCredentials } from "./credentials.ts";
import { chapters, everyCommand } from "./every-command.ts";
import { interruption } from "./exchange.ts";
import { commandHelp, groupHelp, wholeHelp } from "./help.ts";
import { oneLine } from "./plain.ts";
import { CliProblem, type ExitCode, exitCodes } from "./problem.ts";
import { commandsUnder, findCommand, readLine, unknownCommand } from "./read-line.ts";
import { createScreen } from "./screen.ts";
import type { Surroundings } from "./surroundings.ts";
import { version } from "./version.ts";

const readable = (s: Surroundings) => Math.min(s.columns ?? 100, 100);

const help = (s: Surroundings, words: readonly string[], serverWords: readonly string[]): ExitCode => {
  const found = findCommand(everyCommand, words);
  const under = commandsUnder(everyCommand, words);
  if (words.length === 0) s.out(wholeHelp(chapters, serverWords, readable(s)));
  else if (found && under.length < 2) s.out(commandHelp(found.command, readable(s)));
  else if (under.length > 0) s.out(groupHelp(words, under, readable(s)));
  else throw unknownCommand([...everyCommand.map(({ name }) => name), ...serverWords], words);
  return exitCodes.done;
};

const isHelp = (arg: string | undefined) => arg === "--help" || arg === "-h";

const runLine = async (s: Surroundings, args: readonly string[], serverWords: readonly string[]): Promise<ExitCode> => {
  const [first] = args;
  if (first === undefined || (isHelp(first) && args.length === 1)) return help(s, [], serverWords);
  if (first === "help") return help(s, args.slice(1), serverWords);
  if (first === "version" || first === "--version") {
    s.out(`${version}\n`);
    return exitCodes.done;
  }
  const found = findCommand(everyCommand, args);
  if (!found) {
    const words = args.filter((arg) => !arg.startsWith("-"));
    const under = commandsUnder(everyCommand, words);
    if (under.length === 0) throw unknownCommand([...everyCommand.map(({ name }) => name), ...serverWords], args);
    if (args.some(isHelp)) return help(s, words, serverWords);
    s.err(groupHelp(words, under, readable(s)));
    return exitCodes.usage;
  }
  const { command, rest } = found;
  const { values, given } = readLine(
    command,
    rest,
    everyCommand.map(({ name }) => name),
  );
  if (values.help) {
    s.out(commandHelp(command, readable(s)));
    return exitCodes.done;
  }
  let client: ReturnType<typeof createClient> | undefined;
  const call = {
    values,
    given,
    json: values.json === true,
    client: () => {
      client ??= createClient(s, findCredentials(s));
      return client;
    },
    screen: createScreen(s),
    surroundings: s,
  } as Call<Options>;
  return (await command.run(call)) ?? exitCodes.done;
};

const say = (s: Surroundings, problem: CliProblem) => {
  s.err(`stint: ${oneLine(problem.message)}\n`);
  for (const line of problem.more) s.err(`  ${oneLine(line)}\n`);
};

/** One line typed after `stint`, carried out: the exit code, and never a stack for what is not a mistake of ours. */
export const runCli = async (
  s: Surroundings,
  args: readonly string[],
  serverWords: readonly string[] = [],
): Promise<ExitCode> => {
  try {
    return await runLine(s, args, serverWords);
  } catch (problem) {
    const told = s.interrupted.aborted && !(problem instanceof CliProblem) ? interruption() : problem;
    if (!(told instanceof CliProblem)) throw told;
    say(s, told);
    return told.exitCode;
  }
};

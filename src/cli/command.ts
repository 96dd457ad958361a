import type { Client } from "./client.ts";
import type { ExitCode } from "./problem.ts";
import type { Screen } from "./screen.ts";
import type { Surroundings } from "./surroundings.ts";

export type Option = {
  type: "string" | "boolean";
  multiple?: true;
  short?: string;
  /** What stands for the value in help: `<id>`. */
  value?: string;
  words: string;
};

export type Options = Record<string, Option>;

export type Values<O extends Options> = {
  [Name in keyof O]: O[Name]["type"] extends "boolean"
    ? boolean | undefined
    : O[Name] extends { multiple: true }
      ? string[] | undefined
      : string | undefined;
};

/** What a command is given when it runs. */
export type Call<O extends Options> = {
  values: Values<O>;
  /** As many as `takes` says. */
  given: string[];
  json: boolean;
  /** Who is signed in; asked for the first time, it may find that nobody is. */
  client(): Client;
  screen: Screen;
  surroundings: Surroundings;
};

export type Command<O extends Options = Options> = {
  /** As it is typed after `stint`. */
  name: string;
  aliases?: readonly string[];
  summary: string;
  /** What it takes besides options: `<id>`, `<id>…` (one or several), or nothing. */
  takes?: string;
  options: O;
  /** What else is to be known. */
  details?: string;
  examples: readonly string[];
  run(call: Call<O>): Promise<ExitCode | undefined>;
};

/** Keeps the exact names of the options. */
export const command = <const O extends Options>(described: Command<O>): Command<O> => described;

import type { Command, Options } from "./command.ts";
import { everywhere } from "./read-line.ts";
import { padTo, widthOf } from "./width.ts";

const wrapped = (text: string, width: number): string[] => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
};

const twoColumns = (rows: readonly (readonly [string, string])[], width: number): string => {
  const left = Math.min(34, Math.max(...rows.map(([name]) => widthOf(name)))) + 2;
  return rows
    .map(([name, words]) => {
      const lines = wrapped(words, Math.max(20, width - left - 2));
      const [first = "", ...rest] = widthOf(name) + 2 > left ? ["", ...lines] : lines;
      return [`  ${padTo(name, left)}${first}`.trimEnd(), ...rest.map((line) => `  ${" ".repeat(left)}${line}`)].join(
        "\n",
      );
    })
    .join("\n");
};

const optionRows = (options: Options) =>
  Object.entries(options).map(([name, { short, type, value = "<text>", words, multiple }]) => {
    const names = `${short ? `-${short}, ` : ""}--${name}${type === "string" ? ` ${value}` : ""}`;
    return [names, `${words}${multiple ? "; may be given several times" : ""}`] as const;
  });

const paragraph = (text: string, width: number) => wrapped(text, width).join("\n");

/** Everything about one command, on one screen. */
export const commandHelp = (command: Command, width: number): string => {
  const { name, aliases, takes, summary, details, options, examples } = command;
  const parts = [
    paragraph(summary, width),
    `Usage: stint ${name}${takes ? ` ${takes}` : ""} [options]${aliases ? `\nAlso:  ${aliases.map((alias) => `stint ${alias}`).join(", ")}` : ""}`,
    ...(details
      ? [
          details
            .split("\n")
            .map((text) => paragraph(text, width))
            .join("\n"),
        ]
      : []),
    `Options:\n${twoColumns(optionRows({ ...options, ...everywhere }), width)}`,
    ...(examples.length > 0 ? [`Examples:\n${examples.map((example) => `  ${example}`).join("\n")}`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
};

const commandRows = (commands: readonly Command[]) =>
  commands.map(({ name, takes, summary }) => [`${name}${takes ? ` ${takes}` : ""}`, summary] as const);

/** What commands there are that begin with these words. */
export const groupHelp = (words: readonly string[], commands: readonly Command[], width: number): string =>
  `stint ${words.join(" ")}:\n\n${twoColumns(commandRows(commands), width)}\n\nstint help <command> says more.\n`;

export type Chapter = { title: string; commands: readonly Command[] };

const exits =
  "Exit: 0 done, 1 refused, 2 mistyped, 3 not signed in, 4 Stint unreachable or in trouble, 130 interrupted.";

/** All there is, in the order in which a day goes. `serverWords` are the commands that run Stint itself. */
export const wholeHelp = (chapters: readonly Chapter[], serverWords: readonly string[], width: number): string => {
  const parts = [
    paragraph("stint: temporary access to AWS accounts, asked for, decided, used and ended from a terminal.", width),
    ...chapters.map(({ title, commands }) => `${title}:\n${twoColumns(commandRows(commands), width)}`),
    `To run Stint itself (stint help server):\n${paragraph(`  ${serverWords.join(", ")}`, width)}`,
    paragraph(
      "stint <command> --help says more, with examples. --json answers what the API does; data goes to stdout, all else to stderr.",
      width,
    ),
    paragraph(exits, width),
  ];
  return `${parts.join("\n\n")}\n`;
};

import type { Given } from "../../contract/operation.ts";
import { settingsOperations } from "../../contract/settings.ts";
import { type Call, command, type Options } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { didYouMean } from "../nearest.ts";
import { usageProblem } from "../problem.ts";
import { readJsonFile } from "../read-file.ts";
import { namedSettings, settingText } from "./settings-show.ts";

type Change = NonNullable<Given<typeof settingsOperations.change>["body"]>;

const options = {
  file: {
    type: "string",
    short: "f",
    value: "<file>",
    words: "settings as JSON, as show --json writes them; - is stdin",
  },
  ...yesOption,
} as const satisfies Options;

/** As the setting is now, so is what is typed: true or false, a figure, several with commas between, or text. `none` takes it away. */
const parseValue = (facts: { name: string; text: string; current: unknown }): unknown => {
  const { name, text, current } = facts;
  if (typeof current === "boolean") {
    if (text === "true" || text === "false") return text === "true";
    throw usageProblem(`${name} is true or false, not “${text}”.`);
  }
  if (typeof current === "number") {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw usageProblem(`${name} is a whole number, not “${text}”.`);
  }
  if (Array.isArray(current)) return text === "none" ? [] : text.split(",");
  return text === "none" ? null : text;
};

const changeOf = (given: readonly string[], now: Record<string, unknown>): Record<string, unknown> => {
  const change: Record<string, unknown> = {};
  for (const word of given) {
    const [name = "", ...rest] = word.split("=");
    if (rest.length === 0) throw usageProblem(`Write it like name=value, not “${word}”.`);
    if (!(name in now)) throw usageProblem(`There is no setting “${name}”.${didYouMean(name, Object.keys(now))}`);
    change[name] = parseValue({ name, text: rest.join("="), current: now[name] });
  }
  return change;
};

const nested = (change: Record<string, unknown>): Record<string, unknown> => {
  const notifications: Record<string, unknown> = {};
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change))
    if (name.startsWith("notifications.")) notifications[name.slice("notifications.".length)] = value;
    else plain[name] = value;
  return Object.keys(notifications).length > 0 ? { ...plain, notifications } : plain;
};

const wanted = async (call: Call<typeof options>, now: Record<string, unknown>) => {
  const { values, given, surroundings } = call;
  if (!values.file) return nested(changeOf(given, now));
  if (given.length > 0) throw usageProblem("Name settings or a file, not both.");
  return readJsonFile(surroundings, values.file);
};

export const settingsSet = command({
  name: "settings set",
  summary: "Change settings; what is not named stays as it is. For admins.",
  takes: "[<name=value>…]",
  options,
  details:
    "What will change is said first. If somebody else changes the settings in between, nothing is changed. Of a file, its version must be the current one.",
  examples: [
    "stint settings set maxDurationMinutes=480 ticketRequired=true",
    "stint settings set -f settings.json --yes",
  ],
  run: async (call) => {
    const { client, screen, json } = call;
    const { value: before } = await client().call(settingsOperations.get);
    const now = namedSettings(before);
    const change = await wanted(call, now);
    const after = namedSettings({
      ...before,
      ...change,
      notifications: { ...before.notifications, ...(change as { notifications?: object }).notifications },
    });
    const lines = Object.entries(after)
      .filter(([name, value]) => now[name] !== value)
      .map(([name, value]) => `${name}: ${settingText(now[name])} → ${settingText(value)}`);
    if (lines.length === 0) {
      screen.note("That is how they are already.");
      return undefined;
    }
    for (const line of lines) screen.note(line);
    await confirm(call, "Change these settings?");
    const body = { version: before.version, ...change } as Change;
    const { text } = await client().call(settingsOperations.change, { body });
    if (json) screen.json(text);
    else screen.note("Changed.");
    return undefined;
  },
});

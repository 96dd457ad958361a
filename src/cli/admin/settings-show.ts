import type { Answer } from "../../contract/operation.ts";
import { settingsOperations } from "../../contract/settings.ts";
import { command } from "../command.ts";

type Settings = Answer<typeof settingsOperations.get>;

const apart = new Set(["version", "updatedAt", "abilities", "warnings", "notifications"]);

/** By the names under which they are set, `notifications.email` among them. */
export const namedSettings = (settings: Settings): Record<string, unknown> => {
  const plain = Object.entries(settings).filter(([name]) => !apart.has(name));
  const nested = Object.entries(settings.notifications).map(([name, value]) => [`notifications.${name}`, value]);
  return Object.fromEntries([...plain, ...nested]);
};

export const settingText = (value: unknown): string =>
  value === null || String(value) === "" ? "none" : String(value);

export const settingsShow = command({
  name: "settings show",
  aliases: ["settings"],
  summary: "The settings. For admins and auditors.",
  options: {},
  examples: ["stint settings show --json > settings.json"],
  run: async ({ client, screen, json }) => {
    const { value, text } = await client().call(settingsOperations.get);
    if (json) screen.json(text);
    else screen.facts(Object.entries(namedSettings(value)).map(([name, one]) => [name, settingText(one)]));
    return undefined;
  },
});

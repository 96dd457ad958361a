import { directoryOperations } from "../../contract/directory.ts";
import { command } from "../command.ts";
import { localTime } from "../times.ts";

export const directorySync = command({
  name: "directory sync",
  summary: "How the newest reading of the directory went; --start has it read anew. For admins and auditors.",
  options: { start: { type: "boolean", words: "have everything read anew from AWS, soon" } },
  examples: ["stint directory sync --start"],
  run: async ({ values, client, screen, json }) => {
    if (values.start) {
      const { value, text } = await client().call(directoryOperations.startSync, { body: {} });
      if (json) screen.json(text);
      else screen.line(value.message);
      return undefined;
    }
    const { value, text } = await client().call(directoryOperations.lastSync);
    if (json) screen.json(text);
    else
      screen.facts([
        ["Newest", value.sync ? `${value.sync.outcome}, begun ${localTime(value.sync.startedAt)}` : "none yet"],
        ["Error", value.sync?.error],
        ["All read", value.succeededAt ? localTime(value.succeededAt) : "never"],
      ]);
    return undefined;
  },
});

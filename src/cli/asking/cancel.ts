import { requestOperations } from "../../contract/request-operations.ts";
import { command } from "../command.ts";
import { eachOf } from "../each-of.ts";

export const cancel = command({
  name: "cancel",
  aliases: ["request cancel"],
  summary: "Take back requests of your own that still wait.",
  takes: "<request id>…",
  options: {},
  details: "Access that was given already is ended with stint access end.",
  examples: ["stint cancel 01994f5e-…"],
  run: ({ given, client, screen, json }) =>
    eachOf(given, {
      act: (id) => client().call(requestOperations.cancel, { params: { id }, body: {} }),
      tell: ({ value, text }) => (json ? screen.json(text) : screen.line(`${value.id}: cancelled.`)),
      note: screen.note,
    }),
});

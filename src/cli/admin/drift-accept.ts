import { driftOperations } from "../../contract/drift.ts";
import { command } from "../command.ts";
import { showFinding } from "./drift-words.ts";

export const driftAccept = command({
  name: "drift accept",
  summary: "Say that what was found may stay. For admins, and not of access of their own.",
  takes: "<finding id>",
  options: { comment: { type: "string", short: "m", words: "why" } },
  examples: ['stint drift accept 0199… -m "Emergency access"'],
  run: async ({ given, values, client, screen, json }) => {
    const [id = ""] = given;
    const body = values.comment ? { comment: values.comment } : {};
    const { value, text } = await client().call(driftOperations.accept, { params: { id }, body });
    if (json) screen.json(text);
    else showFinding(screen, value);
    return undefined;
  },
});

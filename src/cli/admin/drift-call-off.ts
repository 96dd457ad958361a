import { driftOperations } from "../../contract/drift.ts";
import { command } from "../command.ts";
import { showFinding } from "./drift-words.ts";

export const driftCallOff = command({
  name: "drift call-off",
  summary: "Stop taking away what was found, where AWS does not carry it out: it may stay. For admins.",
  takes: "<finding id>",
  details: "Not of access of your own. Not while AWS may be at work on it: then try again in a moment.",
  options: { comment: { type: "string", short: "m", words: "why" } },
  examples: ['stint drift call-off 0199… -m "AWS does not let us"'],
  run: async ({ given, values, client, screen, json }) => {
    const [id = ""] = given;
    const body = values.comment ? { comment: values.comment } : {};
    const { value, text } = await client().call(driftOperations.callOff, { params: { id }, body });
    if (json) screen.json(text);
    else showFinding(screen, value);
    return undefined;
  },
});

import { emergencyStopOperations as operations } from "../../contract/emergency-stop-operations.ts";
import { command } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { usageProblem } from "../problem.ts";
import { showStop, spokenScope } from "./stop-words.ts";

export const stopLift = command({
  name: "emergency-stop lift",
  summary: "Let what a stop holds be asked for again; what it ended stays ended. For admins.",
  takes: "<stop id>",
  options: { comment: { type: "string", short: "m", words: "why" }, ...yesOption },
  examples: ['stint emergency-stop lift 0199… -m "The laptop was found"'],
  run: async (call) => {
    const { values, client, screen, json } = call;
    const [id = ""] = call.given;
    const { comment } = values;
    if (!comment) throw usageProblem("Say why: --comment <text>.");
    const { value: stop } = await client().call(operations.get, { params: { id } });
    await confirm(call, `Lift the stop on ${spokenScope(stop.scope)}?`);
    const { value, text } = await client().call(operations.lift, { params: { id }, body: { comment } });
    if (json) screen.json(text);
    else showStop(screen, value);
    return undefined;
  },
});

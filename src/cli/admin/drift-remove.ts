import { command } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { oneLine } from "../plain.ts";
import { commentOption, decideOnFinding } from "./decide-on-finding.ts";
import { spokenFinding } from "./drift-words.ts";
import { findFinding } from "./find-finding.ts";

export const driftRemove = command({
  name: "drift remove",
  summary: "Have what was found taken away in AWS, though Stint did not make it. For admins.",
  takes: "<finding id>",
  details: "Stint cannot put it back. It is tried until AWS confirms that it is gone.",
  options: { ...commentOption, ...yesOption },
  examples: ['stint drift remove 0199… -m "Nobody needs it"'],
  run: async (call) => {
    const { given, client, screen } = call;
    const [id = ""] = given;
    const finding = await findFinding(client(), { id, states: ["open", "accepted"] });
    // What the list does not show may be there by now: nothing is taken away without a word.
    const what = finding
      ? oneLine(spokenFinding(finding))
      : `what is found under ${oneLine(id)}, which is not in the list`;
    screen.note(`This takes away in AWS, and Stint cannot put it back: ${what}`);
    await confirm(call, "Take it away?");
    return decideOnFinding(call, "remove");
  },
});

import { auditVerificationOperations as operations } from "../../contract/audit-verification.ts";
import { command } from "../command.ts";
import { exitCodes } from "../problem.ts";
import { localTime } from "../times.ts";

export const auditChain = command({
  name: "audit chain",
  summary: "Whether the chain of audit events is whole, and when Stint last looked. For auditors.",
  options: { read: { type: "boolean", words: "have all of it read anew, from the first event on" } },
  details: "The exit is 1 when the chain is broken.",
  examples: ["stint audit chain --read"],
  run: async ({ values, client, screen, json }) => {
    const { value, text } = await client().call(values.read ? operations.start : operations.get);
    const { outcome, broken, checkedUpTo, head, last, running } = value;
    if (json) screen.json(text);
    else
      screen.facts([
        ["Chain", outcome],
        ["Broken", broken ? `at event ${broken.seq} (${broken.kind}): ${broken.message}` : null],
        ["Checked", `up to event ${checkedUpTo.seq} of ${head.seq}`],
        ["Looked at", checkedUpTo.lookedAt ? localTime(checkedUpTo.lookedAt) : null],
        ["All read", last ? `${localTime(last.finishedAt)}: ${last.events} events, ${last.outcome}` : "not yet"],
        ["Reading", running ? `${running.checked} of ${running.events} events` : null],
      ]);
    return outcome === "broken" ? exitCodes.refused : exitCodes.done;
  },
});

import { decisionCommand } from "./decision-command.ts";

export const reject = decisionCommand({
  name: "reject",
  summary: "Reject requests of others. One rejection is enough.",
  example: 'stint reject 01994f5e-… -m "Use staging for that"',
  outcome: () => "rejected.",
});

import { command } from "../command.ts";
import { commentOption, decideOnFinding } from "./decide-on-finding.ts";

export const driftAccept = command({
  name: "drift accept",
  summary: "Say that what was found may stay. For admins, and not of access of their own.",
  takes: "<finding id>",
  options: commentOption,
  examples: ['stint drift accept 0199… -m "Emergency access"'],
  run: (call) => decideOnFinding(call, "accept"),
});

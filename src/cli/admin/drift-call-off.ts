import { command } from "../command.ts";
import { commentOption, decideOnFinding } from "./decide-on-finding.ts";

export const driftCallOff = command({
  name: "drift call-off",
  summary: "Stop taking away what was found, where AWS does not carry it out: it may stay. For admins.",
  takes: "<finding id>",
  details: "Not of access of your own. Not while AWS may be at work on it: then try again in a moment.",
  options: commentOption,
  examples: ['stint drift call-off 0199… -m "AWS does not let us"'],
  run: (call) => decideOnFinding(call, "callOff"),
});

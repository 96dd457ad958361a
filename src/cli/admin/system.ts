import { systemOperations } from "../../contract/system.ts";
import { command } from "../command.ts";
import { exitCodes } from "../problem.ts";
import { localTime } from "../times.ts";

export const system = command({
  name: "system",
  summary: "How Stint's work stands, and what is not well. For admins and auditors.",
  options: {},
  details: "The exit is 1 when there is an error among the troubles: access may outlive its window, or is not given.",
  examples: ["stint system --json | jq .troubles"],
  run: async ({ client, screen, json }) => {
    const { value, text } = await client().call(systemOperations.get);
    const failed = value.troubles.some(({ severity }) => severity === "error") ? exitCodes.refused : exitCodes.done;
    if (json) {
      screen.json(text);
      return failed;
    }
    const alive = value.workers.filter(({ isAlive }) => isAlive);
    screen.facts([
      ["Troubles", value.troubles.map(({ severity, message }) => `${severity}: ${message}`).join("\n") || "none"],
      ["Version", value.version],
      [
        "Workers",
        `${alive.length} at work${value.workers.length > alive.length ? `, ${value.workers.length - alive.length} not heard of` : ""}`,
      ],
      [
        "Queue",
        value.lanes
          .map(({ lane, waiting, workedOn }) => `${lane}: ${waiting} waiting, ${workedOn} worked on`)
          .join("\n"),
      ],
      [
        "Not as wanted",
        value.unsettled
          .map(
            ({ wanted, count, inTrouble }) =>
              `${count} wanted ${wanted}${inTrouble ? `, ${inTrouble} in trouble` : ""}`,
          )
          .join("\n"),
      ],
      ["Writes at AWS", `${value.writes.underWay} of ${value.writes.allowed}`],
      ["Directory", value.directory.succeededAt ? `read ${localTime(value.directory.succeededAt)}` : "never read"],
      ["Messages", `${value.outbox.waiting} waiting, ${value.outbox.givenUp} given up within a day`],
    ]);
    return failed;
  },
});

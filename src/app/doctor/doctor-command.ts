import { parseArgs } from "node:util";
import { createAwsExaminer } from "../../providers/aws/examine/examiner.ts";
import { ConfigurationProblem, type DeployedPart, inspectConfig } from "../config.ts";
import { schedulerOf, systemClock } from "../system-time.ts";
import { everyCheck } from "./every-check.ts";
import { createPatient } from "./patient.ts";
import { runChecks } from "./run-checks.ts";
import { withoutSecrets, writeReport } from "./write-report.ts";

const usage = "Say: stint doctor [serve|work] [--json]";

const partsOf = (named: readonly string[]): DeployedPart[] => {
  if (named.length === 0) return ["serve", "work"];
  const [part, ...more] = named;
  if ((part !== "serve" && part !== "work") || more.length > 0) throw new ConfigurationProblem([usage]);
  return [part];
};

/** `stint doctor`: looks at everything Stint needs and changes nothing. 0 when nothing is wrong, 1 when something is. */
export const runDoctor = async (rest: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: rest,
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const parts = partsOf(positionals);
  const config = inspectConfig();
  const patient = createPatient({ parts, config, clock: systemClock, aws: createAwsExaminer() });
  try {
    const things = await runChecks(everyCheck, { patient, scheduler: schedulerOf(systemClock) });
    const isWell = things.every(({ state }) => state !== "wrong");
    const text = values.json ? JSON.stringify({ ok: isWell, checks: things }, null, 2) : writeReport(things);
    console.log(withoutSecrets(text, config.secrets));
    return isWell ? 0 : 1;
  } finally {
    await patient.close();
  }
};

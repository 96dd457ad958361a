import { parseArgs } from "node:util";
import { ConfigurationProblem, type DeployedPart, inspectConfig } from "../config.ts";
import { schedulerOf, systemClock } from "../system-time.ts";
import { demoPatient } from "./demo-patient.ts";
import { everyCheck } from "./every-check.ts";
import { findPlaces } from "./iam-policies/find-places.ts";
import { leftToReplace, printPolicies } from "./iam-policies/print-policies.ts";
import { createPatient } from "./patient.ts";
import { runChecks } from "./run-checks.ts";
import { exampleUrl, samlGuide } from "./saml-guide.ts";
import { withoutSecrets, writeReport } from "./write-report.ts";

const usage =
  "Say: stint doctor [serve|work] [--json], stint doctor --demo, stint doctor --iam-policies [name], or stint doctor --saml";

/** How long AWS may take to tell what belongs into the ARNs: the policies are needed before there is any access to it. */
const placesWithinMs = 8_000;

const partsOf = (named: readonly string[]): DeployedPart[] => {
  if (named.length === 0) return ["serve", "work"];
  const [part, ...more] = named;
  if ((part !== "serve" && part !== "work") || more.length > 0) throw new ConfigurationProblem([usage]);
  return [part];
};

/** Asks nobody anything: it is read before there is any access to AWS. */
const printSamlGuide = (): number => {
  const { STINT_PUBLIC_URL: publicUrl } = inspectConfig().values;
  console.log(samlGuide(publicUrl ?? exampleUrl));
  if (!publicUrl) console.error(`STINT_PUBLIC_URL is not set: ${exampleUrl} stands for it.`);
  return 0;
};

const readArguments = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        "iam-policies": { type: "boolean", default: false },
        saml: { type: "boolean", default: false },
        demo: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
  } catch {
    throw new ConfigurationProblem([usage]);
  }
};

/** `stint doctor`: looks at what Stint needs; it changes nothing but that its calls take their turns in the budget. 0 when nothing is wrong, 1 when something is. */
export const runDoctor = async (rest: string[]): Promise<number> => {
  const { values, positionals } = readArguments(rest);
  if (values.saml) return printSamlGuide();
  const parts = values["iam-policies"] ? [] : partsOf(positionals);
  const patient = values.demo
    ? demoPatient()
    : createPatient({
        parts,
        config: inspectConfig(),
        scheduler: schedulerOf(systemClock),
        // The policies are printed before there is any database, and a handful of calls need no turn in its budget.
        ...(values["iam-policies"] ? { noDatabase: "the policies need none" } : {}),
      });
  try {
    if (values["iam-policies"]) {
      const printed = printPolicies(positionals, await findPlaces(patient, AbortSignal.timeout(placesWithinMs)));
      console.log(printed);
      const left = leftToReplace(printed);
      if (left.length > 0) console.error(`Replace ${left.join(", ")}: AWS did not tell them, or nobody can but you.`);
      return 0;
    }
    const things = await runChecks(everyCheck, patient);
    const isWell = things.every(({ state }) => state !== "wrong");
    const text = values.json ? JSON.stringify({ ok: isWell, checks: things }, null, 2) : writeReport(things);
    console.log(withoutSecrets(text, patient.config.secrets));
    return isWell ? 0 : 1;
  } finally {
    await patient.close();
  }
};

import { CloudError } from "../../core/identity-center.ts";
import { addMilliseconds, type Scheduler } from "../../core/time.ts";
import { StartProblem } from "../start-problem.ts";
import type { Check } from "./check.ts";
import { type Finding, NotLookedAt, notLookedAt, wrong } from "./finding.ts";
import type { Patient } from "./patient.ts";

export type CheckedThing = Finding & { check: string };

/** No check takes longer: what does not answer by then would not serve anybody either. */
const limitMs = 20_000;

/** What a check threw, as a finding. Words of libraries we do not know are left out: they may hold anything. */
const findingOf = (problem: unknown): Finding => {
  if (problem instanceof NotLookedAt) return notLookedAt(problem.message);
  if (problem instanceof CloudError)
    return wrong(
      `${problem.operation}: ${problem.message}`,
      "See what AWS says; the policies are printed by “stint doctor --iam-policies”.",
    );
  if (problem instanceof StartProblem) return wrong(problem.message, "Mend that first.");
  const what = problem instanceof Error ? problem.name : "something unknown";
  return notLookedAt(`the check itself failed (${what})`, "Please report it.");
};

const inTime = async (look: (signal: AbortSignal) => Promise<Finding | Finding[]>, scheduler: Scheduler) => {
  const late = new AbortController();
  const done = new AbortController();
  const tooLate = scheduler.sleepUntil(addMilliseconds(scheduler.now(), limitMs), done.signal).then(() => {
    late.abort(new Error("too late"));
    return notLookedAt(
      `no answer in ${limitMs / 1_000} seconds`,
      "See whether something on the way drops packets: a security group, a route, a proxy.",
    );
  });
  try {
    return await Promise.race([look(late.signal), tooLate]);
  } finally {
    done.abort();
  }
};

/** Does every check, all at once, each in its own time. Never throws: what goes wrong in one is what that one found. */
export const runChecks = async (checks: readonly Check[], patient: Patient): Promise<CheckedThing[]> => {
  const found = await Promise.all(
    checks.map(async ({ name, look }) => {
      const findings = await inTime((signal) => look(patient, signal), patient.scheduler).catch(findingOf);
      return [findings].flat().map((finding) => ({ check: name, ...finding }));
    }),
  );
  return found.flat();
};

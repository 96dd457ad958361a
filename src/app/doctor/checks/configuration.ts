import type { Check } from "../check.ts";
import { ok, warning, wrong } from "../finding.ts";

/** Every variable is there and can be read: what “stint serve” and “stint work” would say at their start. */
export const configuration: Check = {
  name: "Configuration",
  look: async ({ parts, config }) => {
    const problems = new Map<string, string[]>();
    for (const part of parts)
      for (const problem of config.problems[part]) problems.set(problem, [...(problems.get(problem) ?? []), part]);
    const findings = [
      ...[...problems].map(([problem, asked]) =>
        wrong(problem, `For stint ${asked.join(", stint ")}. docs/configuration.md tells of every variable.`),
      ),
      ...config.unknown.map((name) =>
        warning(
          `${name} is no variable of Stint's.`,
          "Look for a typing error; docs/configuration.md tells of every variable.",
        ),
      ),
    ];
    if (findings.length > 0) return findings;
    return ok(`${Object.keys(config.values).length} values, all of them can be read`);
  },
};

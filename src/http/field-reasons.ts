import type { ZodError } from "zod";
import type { Reason } from "../core/decision.ts";

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** What is wrong with each field, named by its path in the input: `accountIds.0`. Never repeats the value itself. */
export const fieldReasons = (error: ZodError): [Reason, ...Reason[]] => {
  const [first, ...rest] = error.issues.map((issue): Reason => {
    const field = pathOf(issue.path);
    const message = field ? `${field}: ${issue.message}` : issue.message;
    return { code: "input.invalid", message, ...(field ? { field } : {}) };
  });
  return [first ?? { code: "input.invalid", message: "The input is not valid." }, ...rest];
};

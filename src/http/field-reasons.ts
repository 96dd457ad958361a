import type { ZodError } from "zod";
import type { Reason } from "../core/decision.ts";

/** Enough to act on; a body that is wrong in a thousand places need not be answered a thousand times. */
const mostReasons = 20;

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** A field that is not declared is wrong by being there: it is named itself, not the object that holds it. */
const wrongFields = (issue: ZodError["issues"][number]): Reason[] => {
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  const words = issue.code === "unrecognized_keys" ? "is not a field that can be set here" : issue.message;
  return paths.map((path) => {
    const field = pathOf(path);
    return { code: "input.invalid", message: field ? `${field}: ${words}` : words, ...(field ? { field } : {}) };
  });
};

/** What is wrong with each field, named by its path in the input: `accountIds.0`. Never repeats the value itself. */
export const fieldReasons = (error: ZodError): [Reason, ...Reason[]] => {
  const [first, ...rest] = error.issues.flatMap(wrongFields).slice(0, mostReasons);
  return [first ?? { code: "input.invalid", message: "The input is not valid." }, ...rest];
};

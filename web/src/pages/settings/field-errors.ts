import { ApiProblem } from "../../api/api-problem.ts";
import type { Field } from "./settings-draft.ts";

const fieldOf = (path: string): string => path.replace(/^notifications\./, "");

/** The server's reasons by the field they concern. */
export const fieldErrors = (problem: Error | null): Partial<Record<Field, string>> => {
  const reasons = problem instanceof ApiProblem ? (problem.body.reasons ?? []) : [];
  return Object.fromEntries(reasons.flatMap(({ field, message }) => (field ? [[fieldOf(field), message]] : [])));
};

import type { RequiredRule } from "../aws/rule.ts";
import type { LateQueries, LateQuery } from "../trail-query/late-queries.ts";
import { invalidRequest } from "./define-operation.ts";
import type { Cells } from "./run-statement.ts";

export const queryExecutionId = {
  required: true,
  type: "string",
  min: 1,
  max: 128,
  pattern: /^\S+$/,
} satisfies RequiredRule;

export const getQuery = (queries: LateQueries<Cells>, id: string): LateQuery<Cells> => {
  const query = queries.find(id);
  if (!query) throw invalidRequest(`QueryExecution ${id} was not found`);
  return query;
};

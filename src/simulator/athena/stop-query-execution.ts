import type { StopQueryExecutionInput, StopQueryExecutionOutput } from "@aws-sdk/client-athena";
import { athenaOperation } from "./define-operation.ts";
import { getQuery, queryExecutionId } from "./known-queries.ts";
import type { AthenaParts } from "./parts.ts";

export const stopQueryExecution = ({ queries }: AthenaParts) =>
  athenaOperation<StopQueryExecutionInput, StopQueryExecutionOutput>({
    name: "StopQueryExecution",
    rules: { QueryExecutionId: queryExecutionId },
    answer({ now }, input) {
      queries.cancel(getQuery(queries, input.QueryExecutionId ?? ""), now);
      return {};
    },
  });

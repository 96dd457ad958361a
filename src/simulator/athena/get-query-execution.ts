import type { GetQueryExecutionInput, GetQueryExecutionOutput } from "@aws-sdk/client-athena";
import { athenaOperation } from "./define-operation.ts";
import { getQuery, queryExecutionId } from "./known-queries.ts";
import type { AthenaParts } from "./parts.ts";

export const getQueryExecution = ({ queries }: AthenaParts) =>
  athenaOperation<GetQueryExecutionInput, GetQueryExecutionOutput>({
    name: "GetQueryExecution",
    rules: { QueryExecutionId: queryExecutionId },
    async answer({ now }, input) {
      const query = getQuery(queries, input.QueryExecutionId);
      const state = await queries.stateOf(query, now);
      const failure = state === "FAILED" ? await query.outcome : undefined;
      const reason = failure && "failure" in failure ? failure.failure : undefined;
      return {
        QueryExecution: {
          QueryExecutionId: query.id,
          Query: query.statement,
          WorkGroup: "primary",
          Status: {
            State: state,
            SubmissionDateTime: query.submittedAt,
            ...(reason === undefined
              ? {}
              : {
                  StateChangeReason: reason,
                  AthenaError: { ErrorCategory: 2, Retryable: false, ErrorMessage: reason },
                }),
          },
        },
      };
    },
  });

import type { GetQueryResultsInput, GetQueryResultsOutput } from "@aws-sdk/client-athena";
import { pageOfAnswer } from "../trail-query/late-queries.ts";
import { athenaOperation, invalidRequest } from "./define-operation.ts";
import { getQuery, queryExecutionId } from "./known-queries.ts";
import type { AthenaParts } from "./parts.ts";

const mostRows = 1_000;

export const getQueryResults = ({ queries }: AthenaParts) =>
  athenaOperation<GetQueryResultsInput, GetQueryResultsOutput>({
    name: "GetQueryResults",
    rules: {
      QueryExecutionId: queryExecutionId,
      NextToken: { type: "string", min: 1, max: 1024 },
      MaxResults: { type: "integer", min: 1, max: mostRows },
      QueryResultType: { type: "string", oneOf: ["DATA_MANIFEST", "DATA_ROWS"] },
    },
    async answer({ now }, input) {
      const query = getQuery(queries, input.QueryExecutionId);
      const state = await queries.stateOf(query, now);
      if (state === "QUEUED" || state === "RUNNING")
        throw invalidRequest(`Query has not yet finished. Current state: ${state}`);
      const outcome = await query.outcome;
      if (state !== "SUCCEEDED" || "failure" in outcome)
        throw invalidRequest(`Query did not finish successfully. Final query state: ${state}`);
      const { rows } = outcome;
      const page = pageOfAnswer(query, { rows, token: input.NextToken, most: input.MaxResults ?? mostRows });
      if (!page) throw invalidRequest("The NextToken is not valid for this query.");
      return {
        NextToken: page.next,
        ResultSet: {
          Rows: page.rows.map((cells) => ({
            Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })),
          })),
          ResultSetMetadata: { ColumnInfo: (rows[0] ?? []).map((name) => ({ Name: name ?? "", Type: "varchar" })) },
        },
      };
    },
  });

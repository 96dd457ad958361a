import type { GetQueryResultsRequest, GetQueryResultsResponse, QueryStatus } from "@aws-sdk/client-cloudtrail";
import { AwsError } from "../aws/aws-error.ts";
import { pageOfAnswer, type QueryState } from "../trail-query/late-queries.ts";
import { getQuery, lakeOperation, ownerAccountId, queryId, store } from "./define-operation.ts";
import type { LakeParts } from "./parts.ts";

const mostRows = 1_000;

const queryStatuses: Record<QueryState, QueryStatus> = {
  QUEUED: "QUEUED",
  RUNNING: "RUNNING",
  SUCCEEDED: "FINISHED",
  FAILED: "FAILED",
  CANCELLED: "CANCELLED",
};

export const getQueryResults = ({ queries }: LakeParts) =>
  lakeOperation<GetQueryResultsRequest, GetQueryResultsResponse>({
    name: "GetQueryResults",
    rules: {
      EventDataStore: store,
      QueryId: queryId,
      NextToken: { type: "string", min: 4, max: 1000 },
      MaxQueryResults: { type: "integer", min: 1, max: mostRows },
      EventDataStoreOwnerAccountId: ownerAccountId,
    },
    async answer({ now }, input) {
      const query = getQuery(queries, input.QueryId);
      const state = await queries.stateOf(query, now);
      const status = { QueryStatus: queryStatuses[state] };
      if (state !== "SUCCEEDED" && state !== "FAILED") return status;
      const outcome = await query.outcome;
      if ("failure" in outcome) return { ...status, ErrorMessage: outcome.failure };
      const { rows } = outcome;
      const page = pageOfAnswer(query, { rows, token: input.NextToken, most: input.MaxQueryResults ?? mostRows });
      if (!page) throw new AwsError("InvalidNextTokenException", "The token is not valid for this query.");
      return {
        ...status,
        QueryStatistics: { ResultsCount: page.rows.length, TotalResultsCount: rows.length },
        QueryResultRows: page.rows,
        NextToken: page.next,
      };
    },
  });

import type { GetQueryResultsRequest, GetQueryResultsResponse, QueryStatus } from "@aws-sdk/client-cloudwatch-logs";
import { pageOfAnswer, type QueryState } from "../trail-query/late-queries.ts";
import { invalidParameter, logsOperation, notFound } from "./define-operation.ts";
import type { LogsParts } from "./parts.ts";

const mostRows = 10_000;

const statuses: Record<QueryState, QueryStatus> = {
  QUEUED: "Scheduled",
  RUNNING: "Running",
  SUCCEEDED: "Complete",
  FAILED: "Failed",
  CANCELLED: "Cancelled",
};

export const getQueryResults = ({ queries }: LogsParts) =>
  logsOperation<GetQueryResultsRequest, GetQueryResultsResponse>({
    name: "GetQueryResults",
    rules: {
      queryId: { required: true, type: "string", min: 0, max: 256 },
      maxItems: { type: "integer", min: 1, max: mostRows },
      nextToken: { type: "string", min: 1 },
    },
    async answer({ now }, input) {
      const query = queries.find(input.queryId);
      if (!query) throw notFound("Query does not exist");
      const state = await queries.stateOf(query, now);
      const outcome = state === "SUCCEEDED" ? await query.outcome : { rows: [] };
      const rows = "rows" in outcome ? outcome.rows : [];
      const page = pageOfAnswer(query, { rows, token: input.nextToken, most: input.maxItems ?? mostRows });
      if (!page) throw invalidParameter("The specified nextToken is invalid.");
      return {
        queryLanguage: "CWLI",
        status: statuses[state],
        results: page.rows,
        statistics: { recordsMatched: rows.length },
        ...(page.next === undefined ? {} : { nextToken: page.next }),
      };
    },
  });

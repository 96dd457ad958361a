import type { StopQueryRequest, StopQueryResponse } from "@aws-sdk/client-cloudwatch-logs";
import { invalidParameter, logsOperation, notFound } from "./define-operation.ts";
import type { LogsParts } from "./parts.ts";

export const stopQuery = ({ queries }: LogsParts) =>
  logsOperation<StopQueryRequest, StopQueryResponse>({
    name: "StopQuery",
    rules: { queryId: { required: true, type: "string", min: 0, max: 256 } },
    answer({ now }, input) {
      const query = queries.find(input.queryId);
      if (!query) throw notFound("Query does not exist");
      if (!queries.cancel(query, now)) throw invalidParameter("The specified query has already ended.");
      return { success: true };
    },
  });

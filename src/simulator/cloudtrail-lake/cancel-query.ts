import type { CancelQueryRequest, CancelQueryResponse } from "@aws-sdk/client-cloudtrail";
import { AwsError } from "../aws/aws-error.ts";
import { getQuery, lakeOperation, ownerAccountId, queryId, store } from "./define-operation.ts";
import type { LakeParts } from "./parts.ts";

export const cancelQuery = ({ queries }: LakeParts) =>
  lakeOperation<CancelQueryRequest, CancelQueryResponse>({
    name: "CancelQuery",
    rules: { EventDataStore: store, QueryId: queryId, EventDataStoreOwnerAccountId: ownerAccountId },
    answer({ now }, input) {
      const query = getQuery(queries, input.QueryId);
      if (!queries.cancel(query, now))
        throw new AwsError("InactiveQueryException", "The specified query cannot be canceled because it is over.");
      return { QueryId: query.id, QueryStatus: "CANCELLED" };
    },
  });

import type { StartQueryRequest, StartQueryResponse } from "@aws-sdk/client-cloudtrail";
import { AwsError } from "../aws/aws-error.ts";
import { trailBucketName } from "../objects/trail-bucket.ts";
import { type Delivered, deliveredRecords } from "../trail-query/delivered-records.ts";
import { readSelect, StatementProblem } from "../trail-query/select.ts";
import { invalidParameter, lakeOperation, ownerAccountId } from "./define-operation.ts";
import { eventDataStoreId } from "./event-data-store.ts";
import type { LakeParts } from "./parts.ts";
import { rowsOf } from "./run-statement.ts";

const mostUnderWay = 10;

const readOrRefuse = (statement: string) => {
  try {
    return readSelect(statement);
  } catch (problem) {
    if (problem instanceof StatementProblem) throw new AwsError("InvalidQueryStatementException", problem.message);
    throw problem;
  }
};

export const startQuery = ({ queries, objects }: LakeParts) =>
  lakeOperation<StartQueryRequest, StartQueryResponse>({
    name: "StartQuery",
    rules: {
      QueryStatement: { type: "string", min: 1, max: 10_000 },
      DeliveryS3Uri: { type: "string", max: 1024 },
      QueryAlias: { type: "string", min: 1, max: 256 },
      QueryParameters: { type: "list", min: 1, max: 10 },
      EventDataStoreOwnerAccountId: ownerAccountId,
    },
    answer({ world, now, failLateWith }, input) {
      const statement = input.QueryStatement;
      if (statement === undefined) throw invalidParameter("The simulator starts queries by QueryStatement only.");
      const select = readOrRefuse(statement);
      const owner = input.EventDataStoreOwnerAccountId ?? world.ids.managementAccountId;
      if (select.table !== eventDataStoreId(world) || owner !== world.ids.managementAccountId)
        throw new AwsError("EventDataStoreNotFoundException", `Event data store ${select.table} is not found.`);
      if (queries.underWay(now) >= mostUnderWay)
        throw new AwsError(
          "MaxConcurrentQueriesException",
          "You have reached the maximum number of concurrent queries.",
        );
      const run = async () => {
        const found: Delivered[] = [];
        const place = { bucket: trailBucketName(world.ids.seed), prefix: "", now };
        for await (const one of deliveredRecords(objects, place)) found.push(one);
        return { rows: rowsOf(select, found) };
      };
      return { QueryId: queries.start({ statement, now, run, failLateWith }).id };
    },
  });

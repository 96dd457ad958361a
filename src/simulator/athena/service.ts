import { type AwsService, throttledWith } from "../aws/service.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { lateQueries } from "../trail-query/late-queries.ts";
import { getQueryExecution } from "./get-query-execution.ts";
import { getQueryResults } from "./get-query-results.ts";
import type { AthenaParts } from "./parts.ts";
import { startQueryExecution } from "./start-query-execution.ts";
import { stopQueryExecution } from "./stop-query-execution.ts";

/** Athena over trail files in S3: CREATE EXTERNAL TABLE and one shape of SELECT. Tables and queries are forgotten when the simulator stops. */
export const athena = ({ objects }: { objects: ObjectStore }): AwsService => {
  const parts: AthenaParts = { objects, queries: lateQueries("athena"), catalog: { tables: new Map() } };
  return {
    name: "athena",
    target: "AmazonAthena",
    operations: [
      getQueryExecution(parts),
      getQueryResults(parts),
      startQueryExecution(parts),
      stopQueryExecution(parts),
    ],
    throttled: throttledWith("TooManyRequestsException", "Rate exceeded"),
  };
};

import { type AwsService, throttledWith } from "../aws/service.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { lateQueries } from "../trail-query/late-queries.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getQueryResults } from "./get-query-results.ts";
import type { LogsParts } from "./parts.ts";
import { startQuery } from "./start-query.ts";
import { stopQuery } from "./stop-query.ts";

/** Logs Insights over the log group that the trail writes to, which holds what the trail's files hold. Queries are forgotten when the simulator stops. */
export const logs = ({ objects }: { objects: ObjectStore }): AwsService => {
  const parts: LogsParts = { objects, queries: lateQueries("logs") };
  return {
    name: "logs",
    target: "Logs_20140328",
    operations: [filterLogEvents(parts), getQueryResults(parts), startQuery(parts), stopQuery(parts)],
    throttled: throttledWith("ThrottlingException", "Rate exceeded"),
  };
};

import type { Operation } from "../aws/operation.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { lateQueries } from "../trail-query/late-queries.ts";
import { cancelQuery } from "./cancel-query.ts";
import { getQueryResults } from "./get-query-results.ts";
import { listEventDataStores } from "./list-event-data-stores.ts";
import type { LakeParts } from "./parts.ts";
import { startQuery } from "./start-query.ts";

/** CloudTrail's queries over an event data store that holds what the trail's files hold. Queries are forgotten when the simulator stops. */
export const lakeOperations = ({ objects }: { objects: ObjectStore }): Operation[] => {
  const parts: LakeParts = { objects, queries: lateQueries("cloudtrail") };
  return [cancelQuery(parts), getQueryResults(parts), listEventDataStores, startQuery(parts)];
};

import type { FilterLogEventsRequest, FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { trailBucketName } from "../objects/trail-bucket.ts";
import { type Delivered, deliveredRecords } from "../trail-query/delivered-records.ts";
import { invalidParameter, logsOperation } from "./define-operation.ts";
import { assertLogGroups } from "./known-log-group.ts";
import type { LogsParts } from "./parts.ts";

const unknown = { type: "string" } as const;
const instant = { type: "integer", min: 0 } as const;

const searchingOn = "still-searching";

/** The first page is always empty and has a token: AWS may search for a while before it has anything to show. */
export const filterLogEvents = ({ objects }: LogsParts) =>
  logsOperation<FilterLogEventsRequest, FilterLogEventsResponse>({
    name: "FilterLogEvents",
    rules: {
      logGroupName: { type: "string", min: 1, max: 512 },
      logGroupIdentifier: { type: "string", min: 1, max: 2048 },
      logStreamNames: { type: "list" },
      logStreamNamePrefix: unknown,
      startTime: instant,
      endTime: instant,
      filterPattern: unknown,
      nextToken: { type: "string", min: 1 },
      limit: { type: "integer", min: 1, max: 10_000 },
      startFromHead: { type: "boolean" },
      interleaved: { type: "boolean" },
      unmask: { type: "boolean" },
    },
    async answer({ world, now }, input) {
      assertLogGroups(
        world,
        [input.logGroupName, input.logGroupIdentifier].filter((name) => name !== undefined),
      );
      if (input.filterPattern || input.logStreamNames || input.logStreamNamePrefix)
        throw invalidParameter("The simulator filters by time only.");
      if (input.nextToken === undefined) return { events: [], nextToken: searchingOn };
      if (input.nextToken !== searchingOn) throw invalidParameter("The specified nextToken is invalid.");
      const isWithin = ({ deliveredAt }: Delivered) =>
        (input.startTime ?? 0) <= deliveredAt.getTime() &&
        deliveredAt.getTime() < (input.endTime ?? Number.POSITIVE_INFINITY);
      const found: Delivered[] = [];
      const place = { bucket: trailBucketName(world.ids.seed), prefix: "", now };
      for await (const one of deliveredRecords(objects, place)) if (isWithin(one)) found.push(one);
      const direction = input.startFromHead === false ? -1 : 1;
      found.sort((one, other) => direction * (one.deliveredAt.getTime() - other.deliveredAt.getTime()));
      return {
        events: found.slice(0, input.limit ?? 10_000).map(({ record, deliveredAt }) => ({
          message: JSON.stringify(record),
          timestamp: deliveredAt.getTime(),
          ingestionTime: deliveredAt.getTime(),
        })),
      };
    },
  });

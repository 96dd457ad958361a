import type { StartQueryRequest, StartQueryResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../aws/aws-error.ts";
import { trailBucketName } from "../objects/trail-bucket.ts";
import { type Delivered, deliveredRecords } from "../trail-query/delivered-records.ts";
import { invalidParameter, logsOperation } from "./define-operation.ts";
import { InsightProblem, readInsight, rowsOf } from "./insight.ts";
import { assertLogGroups } from "./known-log-group.ts";
import type { LogsParts } from "./parts.ts";

const mostUnderWay = 100;
const usualLimit = 10_000;

const second = { required: true, type: "integer", min: 0 } as const;

const readOrRefuse = (text: string) => {
  try {
    return readInsight(text);
  } catch (problem) {
    if (problem instanceof InsightProblem) throw new AwsError("MalformedQueryException", problem.message);
    throw problem;
  }
};

/** A record is filed under the time of its delivery, the later of the two that it could be. */
const isWithin = ({ deliveredAt }: Delivered, input: { startTime: number; endTime: number }) => {
  const at = Math.floor(deliveredAt.getTime() / 1000);
  return input.startTime <= at && at <= input.endTime;
};

export const startQuery = ({ queries, objects }: LogsParts) =>
  logsOperation<StartQueryRequest, StartQueryResponse>({
    name: "StartQuery",
    rules: {
      queryLanguage: { type: "string", oneOf: ["CWLI"] },
      logGroupName: { type: "string", min: 1, max: 512 },
      logGroupNames: { type: "list" },
      logGroupIdentifiers: { type: "list" },
      startTime: second,
      endTime: second,
      queryString: { required: true, type: "string", min: 0, max: 10_000 },
      limit: { type: "integer", min: 1, max: 100_000 },
    },
    answer({ world, now, failLateWith }, input) {
      const named = [
        ...(input.logGroupName ? [input.logGroupName] : []),
        ...(input.logGroupNames ?? []),
        ...(input.logGroupIdentifiers ?? []),
      ];
      assertLogGroups(world, named);
      if (input.endTime < input.startTime) throw invalidParameter("End time should not be before start time.");
      if (queries.underWay(now) >= mostUnderWay)
        throw new AwsError("LimitExceededException", "Account maximum query concurrency limit reached.");
      const insight = readOrRefuse(input.queryString);
      const run = async () => {
        const found: Delivered[] = [];
        const place = { bucket: trailBucketName(world.ids.seed), prefix: "", now };
        for await (const one of deliveredRecords(objects, place)) if (isWithin(one, input)) found.push(one);
        return { rows: rowsOf(insight, found).slice(0, input.limit ?? usualLimit) };
      };
      return { queryId: queries.start({ statement: input.queryString, now, run, failLateWith }).id };
    },
  });

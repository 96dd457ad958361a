import { type CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Scheduler } from "../../../core/time.ts";
import { call } from "../call.ts";
import { patiently } from "./patiently.ts";

type Facts = { client: CloudWatchLogsClient; scheduler: Scheduler; logGroup: string };
type Looking = { at: Date; signal: AbortSignal };

const operation = "FilterLogEvents";

/** Where the order asked for is not kept, the first of a short time is still a new one. */
const minutesBack = [15, 24 * 60];

/** AWS may search page by page without finding anything; a log group that keeps it busy for longer is as good as silent. */
const mostPages = 50;

const newestSince = async ({ client, scheduler, logGroup }: Facts, { at, signal }: Looking, startTime: number) => {
  const group = logGroup.startsWith("arn:") ? { logGroupIdentifier: logGroup } : { logGroupName: logGroup };
  let nextToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const token = nextToken ? { nextToken } : {};
    const input = { ...group, startTime, endTime: at.getTime() + 1, startFromHead: false, limit: 1, ...token };
    const page = await patiently({ scheduler, signal }, operation, () =>
      call(operation, () => client.send(new FilterLogEventsCommand(input), { abortSignal: signal })),
    );
    const ingestedAt = page.events?.[0]?.ingestionTime;
    if (ingestedAt !== undefined) return new Date(ingestedAt);
    if (!page.nextToken || page.nextToken === nextToken) return null;
    nextToken = page.nextToken;
  }
  return null;
};

/**
 * When CloudWatch Logs took in its newest record, of the last day. Asked this way because it is asked often: a query of Logs Insights costs by what
 * it scans, and what a log stream says of itself can be an hour old.
 */
export const newestIngestion = async (facts: Facts, looking: Looking): Promise<Date | null> => {
  for (const minutes of minutesBack) {
    const found = await newestSince(facts, looking, looking.at.getTime() - minutes * 60_000);
    if (found) return found;
  }
  return null;
};

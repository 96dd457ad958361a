import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { ActivitySource } from "../../../core/activity-source.ts";
import type { Scheduler } from "../../../core/time.ts";
import { type AwsOptions, clientSettings } from "../client-settings.ts";
import { createAthenaSource } from "./athena-source.ts";
import type { TableName } from "./athena-statement.ts";
import { createInsightsSource } from "./insights-source.ts";
import { createLakeSource } from "./lake-source.ts";

/** Where a trail can be asked by queries. */
export type QueryPlace =
  | (TableName & { kind: "athena"; workGroup: string; outputLocation: string | null })
  | { kind: "cloudwatch-logs"; logGroup: string }
  | { kind: "cloudtrail-lake"; eventDataStoreArn: string };

type Facts = { place: QueryPlace; options: AwsOptions; scheduler: Scheduler; ownAccountId: string };

/** Ten thousand rows take AWS some seconds to send. */
const requestTimeoutMs = 30_000;

/** Beyond these few, `patiently` waits, in a time that tests can move. */
const attempts = 3;

/** arn:partition:service:Region:account:… */
const partsOf = (arn: string) => {
  const [, , , region, account] = arn.split(":");
  return { region, account };
};

/** The source at that place, in the Region that its ARN names, or else in that of the options; and what closes its connections. */
export const createQuerySource = (facts: Facts): { source: ActivitySource; close(): void } => {
  const { place, scheduler, ownAccountId } = facts;
  const settingsIn = (region: string | undefined) =>
    clientSettings({ requestTimeoutMs, attempts, ...facts.options, ...(region ? { region } : {}) });
  const closed = (client: { destroy(): void }, source: ActivitySource) => ({ source, close: () => client.destroy() });
  switch (place.kind) {
    case "athena": {
      const client = new AthenaClient(settingsIn(undefined));
      return closed(client, createAthenaSource({ client, scheduler, place: { ...place, ownAccountId } }));
    }
    case "cloudwatch-logs": {
      const { logGroup } = place;
      const client = new CloudWatchLogsClient(settingsIn(partsOf(logGroup).region));
      return closed(client, createInsightsSource({ client, scheduler, logGroup }));
    }
    case "cloudtrail-lake": {
      const { region, account = "" } = partsOf(place.eventDataStoreArn);
      const client = new CloudTrailClient(settingsIn(region));
      const store = { id: place.eventDataStoreArn.split("/").at(-1) ?? "", ownerAccountId: account };
      return closed(client, createLakeSource({ client, scheduler, store }));
    }
  }
};

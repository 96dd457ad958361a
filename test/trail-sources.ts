import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
import { CloudTrailClient, ListEventDataStoresCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { ActivitySource } from "../src/core/activity-source.ts";
import { addMilliseconds, type Scheduler } from "../src/core/time.ts";
import { createAthenaSource } from "../src/providers/aws/trail-query/athena-source.ts";
import { athenaTableDdl } from "../src/providers/aws/trail-query/athena-table.ts";
import { createInsightsSource } from "../src/providers/aws/trail-query/insights-source.ts";
import { createLakeSource } from "../src/providers/aws/trail-query/lake-source.ts";
import { startSimulator } from "../src/simulator/start.ts";
import { simulatorControl } from "./simulator-control.ts";

const outputLocation = "s3://answers/";
const name = { database: "default", table: "cloudtrail" };

/** A simulated AWS whose clock moves only when somebody sleeps, and every source that asks its trail by a query, on the real SDK. */
export const startTrailSources = async (facts: { now: Date; mostRows?: number }) => {
  const simulator = await startSimulator({ limits: "none" });
  simulator.clock.freeze();
  simulator.clock.set(facts.now);
  const { ids } = simulator.world;
  const settings = {
    endpoint: simulator.url,
    region: ids.region,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
  };
  const athena = new AthenaClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const cloudTrail = new CloudTrailClient(settings);
  const scheduler: Scheduler = {
    now: () => simulator.clock.now(),
    sleepUntil: async (at) => simulator.clock.set(at),
  };

  const bucket = simulator.objects.buckets().find((one) => one.name.endsWith("org-trail"))?.name ?? "";
  const regions = ["eu-central-1", "eu-west-1", "us-east-1"];
  const ddl = athenaTableDdl({ ...name, bucket, prefix: "", organisationId: ids.organizationId, regions });
  const made = await athena.send(
    new StartQueryExecutionCommand({ QueryString: ddl, ResultConfiguration: { OutputLocation: outputLocation } }),
  );
  await scheduler.sleepUntil(addMilliseconds(scheduler.now(), 5_000));
  const table = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: made.QueryExecutionId }));
  if (table.QueryExecution?.Status?.State !== "SUCCEEDED")
    throw new Error(JSON.stringify(table.QueryExecution?.Status));

  const stores = await cloudTrail.send(new ListEventDataStoresCommand());
  const storeArn = stores.EventDataStores?.[0]?.EventDataStoreArn ?? "";
  const sources: Record<string, ActivitySource> = {
    athena: createAthenaSource({
      client: athena,
      scheduler,
      place: { ...name, workGroup: "primary", outputLocation, ownAccountId: ids.delegatedAdministratorId },
    }),
    "cloudwatch-logs": createInsightsSource({
      client: logs,
      scheduler,
      logGroup: "aws-controltower/CloudTrailLogs",
      ...(facts.mostRows ? { mostRows: facts.mostRows } : {}),
    }),
    "cloudtrail-lake": createLakeSource({
      client: cloudTrail,
      scheduler,
      store: { id: storeArn.split("/").at(-1) ?? "", ownerAccountId: ids.managementAccountId },
    }),
  };
  return {
    simulator,
    scheduler,
    table: name,
    eventDataStoreArn: storeArn,
    sources,
    ...simulatorControl(simulator.url),
    stop: async () => {
      for (const client of [athena, logs, cloudTrail]) client.destroy();
      await simulator.stop();
    },
  };
};

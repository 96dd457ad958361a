import type { Logger } from "pino";
import type { ActivitySource } from "../core/activity-source.ts";
import type { Scheduler } from "../core/time.ts";
import type { AwsOptions } from "../providers/aws/client-settings.ts";
import { createTrailClient } from "../providers/aws/s3-trail/trail-client.ts";
import { createTrailInS3 } from "../providers/aws/s3-trail/trail-in-s3.ts";
import { createQuerySource } from "../providers/aws/trail-query/query-source.ts";
import { type ActivityConfig, queryPlaceOf } from "./activity-config.ts";
import type { Aws } from "./connect-aws.ts";

type Facts = {
  aws: Pick<Aws, "deployment" | "organizationId">;
  options: AwsOptions;
  scheduler: Scheduler;
  log: Logger;
};

/** The prefix as it stands before `AWSLogs/`, however it was written. */
const beforeLogs = (prefix: string | undefined) => {
  const bare = prefix?.replace(/^\/+|\/+$/g, "") ?? "";
  return bare === "" ? "" : `${bare}/`;
};

/** Where session activity is read, as the configuration says; undefined where it says nothing. */
export const openTrail = (
  config: ActivityConfig,
  { aws, options, scheduler, log }: Facts,
): { source: ActivitySource; close(): void } | undefined => {
  const { STINT_TRAIL_BUCKET: bucket } = config;
  const place = queryPlaceOf(config);
  if (place) return createQuerySource({ place, options, scheduler, ownAccountId: aws.deployment.callerAccountId });
  if (config.STINT_ACTIVITY_SOURCE !== "s3" || bucket === undefined) return undefined;
  const client = createTrailClient({ ...options, pathStyle: config.STINT_TRAIL_PATH_STYLE === "on" });
  const source = createTrailInS3({
    ...{ client, bucket, prefix: beforeLogs(config.STINT_TRAIL_PREFIX) },
    organizationId: aws.organizationId,
    ownAccountId: aws.deployment.callerAccountId,
    onUnreadable: (key, problem) =>
      log.warn({ key, err: problem }, "a file of the trail could not be read, and was left out"),
  });
  return { source, close: () => client.destroy() };
};

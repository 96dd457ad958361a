import { z } from "zod";
import type { QueryPlace } from "../providers/aws/trail-query/query-source.ts";

const named = (shape: RegExp, sentence: string) => z.string().regex(shape, sentence);

/** The rules for bucket names in the S3 user guide; a prefix is kept to characters that need no quoting anywhere. */
const bucket = named(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is no name of a bucket");
const prefix = named(/^[\w!.*()/-]{1,200}$/, "may hold letters, digits and ! - _ . * ( ) / only");
const sqlName = named(/^[a-z_][a-z0-9_]{0,127}$/, "may hold small letters, digits and underscores only");
const s3Address = named(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^'"\s]*$/, "must look like s3://bucket/folder/");
const region = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** What the table over the trail's files is made of, and where it lies. */
const tableVariables = {
  STINT_ATHENA_DATABASE: sqlName.default("default"),
  STINT_ATHENA_TABLE: sqlName.default("cloudtrail"),
};

/** Where session activity is read from. `config.ts` reads the given. */
export const activityVariables = {
  STINT_ACTIVITY_SOURCE: z.enum(["none", "s3", "athena", "cloudwatch-logs", "cloudtrail-lake"]).default("none"),
  STINT_TRAIL_BUCKET: bucket.optional(),
  STINT_TRAIL_PREFIX: prefix.optional(),
  STINT_TRAIL_PATH_STYLE: z.enum(["on", "off"]).default("off"),
  ...tableVariables,
  STINT_ATHENA_WORKGROUP: named(/^[\w.-]{1,128}$/, "is no name of a workgroup").default("primary"),
  STINT_ATHENA_OUTPUT: s3Address.optional(),
  STINT_TRAIL_LOG_GROUP: named(
    /^(arn:[\w-]+:logs:[a-z0-9-]+:\d{12}:log-group:)?[\w./#-]{1,512}$/,
    "must be the name of a log group, or its ARN without :* at the end",
  ).optional(),
  STINT_EVENT_DATA_STORE: named(
    /^arn:[\w-]+:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    "must be the ARN of an event data store",
  ).optional(),
};

const shape = z.object(activityVariables);
export type ActivityConfig = z.infer<typeof shape>;

/** These, and what the others are when nobody sets them. */
export const activityConfig = (given: z.input<typeof shape>): ActivityConfig => shape.parse(given);

/** What `stint activity athena-ddl` reads. */
export const athenaTableVariables = {
  ...tableVariables,
  STINT_TRAIL_BUCKET: bucket,
  STINT_TRAIL_PREFIX: prefix.optional(),
  STINT_ATHENA_REGIONS: z
    .string()
    .transform((list) => list.split(",").map((one) => one.trim()))
    .refine(
      (list) => list.every((one) => region.test(one)),
      "must be Regions with commas between: eu-central-1,us-east-1",
    ),
};

export const activityWords: Record<string, string> = {
  STINT_ACTIVITY_SOURCE: "where session activity is read: s3, athena, cloudwatch-logs, cloudtrail-lake or none",
  STINT_TRAIL_BUCKET: "the bucket that the organisation's trail is delivered to",
  STINT_TRAIL_PREFIX: "what the trail puts before AWSLogs/ in its bucket",
  STINT_TRAIL_PATH_STYLE: "on: the bucket's name goes into the path, for an S3 endpoint that needs it",
  STINT_ATHENA_REGIONS: "every Region that the trail has files of, with commas between",
  STINT_ATHENA_OUTPUT: "where Athena writes answers, s3://bucket/folder/; not needed where the workgroup says it",
  STINT_TRAIL_LOG_GROUP: "the log group that the organisation's trail writes to, its name or its ARN",
  STINT_EVENT_DATA_STORE: "the ARN of the event data store in CloudTrail Lake",
};

/** The environment as it came: what is missing is said along with what is wrong. */
type Given = Record<string, string | undefined>;

const neededBy: Record<string, keyof ActivityConfig> = {
  s3: "STINT_TRAIL_BUCKET",
  "cloudwatch-logs": "STINT_TRAIL_LOG_GROUP",
  "cloudtrail-lake": "STINT_EVENT_DATA_STORE",
};

/** What the chosen source needs and has not. Athena can do with what is there by default. */
export const activityProblems = (given: Given): string[] => {
  const source = given.STINT_ACTIVITY_SOURCE ?? "none";
  const needed = neededBy[source];
  if (needed === undefined || given[needed] !== undefined) return [];
  return [`${needed} is missing (${activityWords[needed]}): STINT_ACTIVITY_SOURCE is ${source}.`];
};

/** Where to ask for activity by queries; null when the configuration says another way, or none. */
export const queryPlaceOf = (config: ActivityConfig): QueryPlace | null => {
  const { STINT_TRAIL_LOG_GROUP: logGroup, STINT_EVENT_DATA_STORE: eventDataStoreArn } = config;
  switch (config.STINT_ACTIVITY_SOURCE) {
    case "athena":
      return {
        kind: "athena",
        database: config.STINT_ATHENA_DATABASE,
        table: config.STINT_ATHENA_TABLE,
        workGroup: config.STINT_ATHENA_WORKGROUP,
        outputLocation: config.STINT_ATHENA_OUTPUT ?? null,
      };
    case "cloudwatch-logs":
      return logGroup === undefined ? null : { kind: "cloudwatch-logs", logGroup };
    case "cloudtrail-lake":
      return eventDataStoreArn === undefined ? null : { kind: "cloudtrail-lake", eventDataStoreArn };
    case "s3":
    case "none":
      return null;
  }
};

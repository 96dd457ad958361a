import type { Places } from "./places.ts";
import { anywhere, type PolicyPart } from "./statement.ts";

const s3 = ({ partition }: Places, what: string) => `arn:${partition}:s3:::${what}`;
const inOurRegion = ({ partition, region, accountId }: Places, what: { service: string; name: string }) =>
  `arn:${partition}:${what.service}:${region}:${accountId}:${what.name}`;

/** Configured by its ARN, it may lie in another account or Region. */
const whole = (configured: string): string | undefined => (configured.startsWith("arn:") ? configured : undefined);

const outputBucket = (places: Places) => s3(places, places.athenaOutput.split("/")[0] ?? places.athenaOutput);
const outputObjects = (places: Places) => s3(places, `${places.athenaOutput}/*`);

const trailInS3: PolicyPart = {
  name: "work-activity-s3",
  why: "“stint work”, when session activity is read from the trail's files in S3",
  statements: [
    {
      sid: "ListTrailFiles",
      actions: ["s3:ListBucket"],
      on: (places) => [s3(places, places.trailBucket)],
      when: (places) => ({ StringLike: { "s3:prefix": `${places.trailPrefix}AWSLogs/*` } }),
    },
    {
      sid: "ReadTrailFiles",
      actions: ["s3:GetObject"],
      on: (places) => [s3(places, `${places.trailBucket}/${places.trailPrefix}AWSLogs/*`)],
    },
  ],
};

/** Only where the trail encrypts its files with a key of yours. */
const trailKey: PolicyPart = {
  name: "work-activity-key",
  why: "“stint work”, when the trail encrypts its files in S3 with a KMS key; the key's policy must allow the same",
  statements: [
    { sid: "DecryptTrailFiles", onOurBehalf: true, actions: ["kms:Decrypt"], on: ({ trailKeyArn }) => [trailKeyArn] },
  ],
};

/** Athena reads the table and the files, and writes what it found, with the rights of whoever asks (Athena User Guide, "Access to workgroups and tables"). */
const athena: PolicyPart = {
  name: "work-activity-athena",
  why: "“stint work”, when session activity is read by Athena; where the files or the results are encrypted with a KMS key, `work-activity-key` as well, and kms:GenerateDataKey for the key of the results",
  statements: [
    {
      sid: "AskAthena",
      actions: [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      on: (places) => [inOurRegion(places, { service: "athena", name: `workgroup/${places.athenaWorkgroup}` })],
    },
    {
      sid: "SeeTable",
      onOurBehalf: true,
      actions: ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable"],
      on: (places) => [
        inOurRegion(places, { service: "glue", name: "catalog" }),
        // Athena asks for the default one whichever is named (Athena User Guide, "Fine-grained access to databases and tables").
        inOurRegion(places, { service: "glue", name: "database/default" }),
        inOurRegion(places, { service: "glue", name: `database/${places.athenaDatabase}` }),
        inOurRegion(places, { service: "glue", name: `table/${places.athenaDatabase}/${places.athenaTable}` }),
      ],
    },
    {
      sid: "ReadTrailFiles",
      onOurBehalf: true,
      actions: ["s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket"],
      on: (places) => [s3(places, places.trailBucket), s3(places, `${places.trailBucket}/*`)],
    },
    {
      sid: "KeepResults",
      onOurBehalf: true,
      actions: [
        "s3:AbortMultipartUpload",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      on: (places) => [outputBucket(places), outputObjects(places)],
    },
  ],
};

const cloudWatchLogs: PolicyPart = {
  name: "work-activity-cloudwatch-logs",
  why: "“stint work”, when session activity is read by CloudWatch Logs Insights",
  statements: [
    {
      sid: "AskLogs",
      actions: ["logs:FilterLogEvents", "logs:StartQuery"],
      on: (places) => [
        `${whole(places.logGroup) ?? inOurRegion(places, { service: "logs", name: `log-group:${places.logGroup}` })}:*`,
      ],
    },
    { sid: "ReadAnswers", actions: ["logs:GetQueryResults", "logs:StopQuery"], on: anywhere },
  ],
};

const cloudTrailLake: PolicyPart = {
  name: "work-activity-cloudtrail-lake",
  why: "“stint work”, when session activity is read from a CloudTrail Lake event data store",
  statements: [
    {
      sid: "AskEventDataStore",
      actions: ["cloudtrail:CancelQuery", "cloudtrail:GetQueryResults", "cloudtrail:StartQuery"],
      on: (places) => [
        whole(places.eventDataStoreId) ??
          inOurRegion(places, { service: "cloudtrail", name: `eventdatastore/${places.eventDataStoreId}` }),
      ],
    },
  ],
};

/** One for each place session activity can be read from. */
export const activityParts: readonly PolicyPart[] = [trailInS3, trailKey, athena, cloudWatchLogs, cloudTrailLake];

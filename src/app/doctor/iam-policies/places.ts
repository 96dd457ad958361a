/** What the ARNs in a policy are made of. What is not known stands as a word in angle brackets, to be replaced by hand. */
export type Places = {
  partition: string;
  region: string;
  accountId: string;
  managementAccountId: string;
  organizationId: string;
  /** The last part of the instance's ARN: `ssoins-…`. */
  instanceId: string;
  identityStoreId: string;
  mailAddress: string;
  mailIdentity: string;
  role: string;
  keyArn: string;
  trailBucket: string;
  /** What stands before `AWSLogs/` in the bucket, with its slash; empty for most. */
  trailPrefix: string;
  trailKeyArn: string;
  athenaWorkgroup: string;
  athenaDatabase: string;
  athenaTable: string;
  /** Where Athena puts what it found: a bucket, with or without a folder in it. */
  athenaOutput: string;
  logGroup: string;
  eventDataStoreId: string;
};

export const unknownPlaces: Places = {
  partition: "aws",
  region: "<region>",
  accountId: "<account-id>",
  managementAccountId: "<management-account-id>",
  organizationId: "<organization-id>",
  instanceId: "<instance-id>",
  identityStoreId: "<identity-store-id>",
  mailAddress: "<mail-address>",
  mailIdentity: "<mail-domain>",
  role: "<role-of-stint>",
  keyArn: "<key-arn>",
  trailBucket: "<trail-bucket>",
  trailPrefix: "",
  trailKeyArn: "<trail-key-arn>",
  athenaWorkgroup: "<athena-workgroup>",
  athenaDatabase: "<athena-database>",
  athenaTable: "<athena-table>",
  athenaOutput: "<athena-output-bucket>",
  logGroup: "<log-group>",
  eventDataStoreId: "<event-data-store-id>",
};

/** The partition a Region belongs to. */
export const partitionOf = (region: string): string => {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
};

import type { TableName } from "./athena-statement.ts";

export type AthenaTable = TableName & {
  bucket: string;
  /** What the trail puts before AWSLogs/; "" for nothing. */
  prefix: string;
  /** Null: the trail of a single account. */
  organisationId: string | null;
  regions: readonly string[];
};

/** Columns and types as AWS documents them: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
const columns = `  eventversion STRING,
  useridentity STRUCT<
    type: STRING,
    principalid: STRING,
    arn: STRING,
    accountid: STRING,
    invokedby: STRING,
    accesskeyid: STRING,
    username: STRING,
    onbehalfof: STRUCT<
      userid: STRING,
      identitystorearn: STRING>,
    sessioncontext: STRUCT<
      attributes: STRUCT<
        mfaauthenticated: STRING,
        creationdate: STRING>,
      sessionissuer: STRUCT<
        type: STRING,
        principalid: STRING,
        arn: STRING,
        accountid: STRING,
        username: STRING>,
      ec2roledelivery: STRING,
      webidfederationdata: STRUCT<
        federatedprovider: STRING,
        attributes: MAP<STRING, STRING>>>>,
  eventtime STRING,
  eventsource STRING,
  eventname STRING,
  awsregion STRING,
  sourceipaddress STRING,
  useragent STRING,
  errorcode STRING,
  errormessage STRING,
  requestid STRING,
  eventid STRING,
  readonly STRING,
  resources ARRAY<STRUCT<
    arn: STRING,
    accountid: STRING,
    type: STRING>>,
  eventtype STRING,
  recipientaccountid STRING,
  eventcategory STRING`;

/**
 * The statement that makes the table. It is partitioned by what the trail's own folders are named after, and nothing needs to be added to it later,
 * but for Regions that AWS opens: a file in a Region that is not in the list is not read.
 * The account is of the type `injected`: every query must name it, and no list of accounts is to be kept.
 */
export const athenaTableDdl = (facts: AthenaTable): string => {
  const { bucket, prefix, organisationId, regions } = facts;
  const folder = [prefix.replace(/^\/+|\/+$/g, ""), "AWSLogs", organisationId ?? ""].filter((step) => step !== "");
  const location = `s3://${[bucket, ...folder].join("/")}`;
  return `CREATE EXTERNAL TABLE IF NOT EXISTS \`${facts.database}\`.\`${facts.table}\` (
${columns}
)
PARTITIONED BY (\`account\` STRING, \`region\` STRING, \`day\` STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${location}/'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.account.type'='injected',
  'projection.region.type'='enum',
  'projection.region.values'='${regions.join(",")}',
  'projection.day.type'='date',
  'projection.day.format'='yyyy/MM/dd',
  'projection.day.range'='NOW-3YEARS,NOW',
  'projection.day.interval'='1',
  'projection.day.interval.unit'='DAYS',
  'storage.location.template'='${location}/\${account}/CloudTrail/\${region}/\${day}'
);
`;
};

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import {
  CloudTrailClient,
  ListEventDataStoresCommand,
  StartQueryCommand as StartLakeQuery,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, StartQueryCommand, StopQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;
let athena: AthenaClient;
let logs: CloudWatchLogsClient;
let cloudTrail: CloudTrailClient;

before(async () => {
  aws = await startForTest();
  const settings = {
    endpoint: aws.simulator.url,
    region: "eu-central-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  athena = new AthenaClient(settings);
  logs = new CloudWatchLogsClient(settings);
  cloudTrail = new CloudTrailClient(settings);
});
after(async () => {
  for (const client of [athena, logs, cloudTrail]) client.destroy();
  await aws.stop();
});

const ResultConfiguration = { OutputLocation: "s3://answers/" };
const ask = async (QueryString: string, ExecutionParameters?: string[]) => {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString,
      ResultConfiguration,
      ...(ExecutionParameters ? { ExecutionParameters } : {}),
    }),
  );
  aws.simulator.clock.advance(5_000);
  const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  return `${QueryExecution?.Status?.State}: ${QueryExecution?.Status?.StateChangeReason}`;
};

const table = `CREATE EXTERNAL TABLE trail (eventtime STRING, useridentity STRUCT<arn: STRING>)
PARTITIONED BY (account STRING, region STRING, day STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' LOCATION 's3://x/'
TBLPROPERTIES ('projection.account.type'='injected', 'projection.region.type'='enum', 'projection.region.values'='eu-central-1',
'projection.day.type'='date', 'storage.location.template'='s3://x/\${account}/CloudTrail/\${region}/\${day}')`;

test("Athena fails a query over what it has not, and one whose parameters are no literals", async () => {
  assert.match(await ask("SELECT eventtime FROM trail WHERE account = '1'"), /^FAILED: TABLE_NOT_FOUND/);
  assert.match(await ask(table), /^SUCCEEDED/);
  assert.match(await ask("SELECT eventtime FROM trail WHERE account = ?", ["'1'"]), /^SUCCEEDED/);
  assert.match(await ask("SELECT eventtime FROM trail WHERE account = ?", ["1"]), /^FAILED: SYNTAX_ERROR/);
  assert.match(
    await ask("SELECT eventtime FROM trail WHERE account = ?", ["'1' OR account = '2'"]),
    /^FAILED: SYNTAX_ERROR/,
  );
  assert.match(await ask("SELECT eventtime FROM trail WHERE account = '1' AND day >= ?"), /^FAILED: SYNTAX_ERROR/);
  assert.match(
    await ask("SELECT eventtime FROM trail WHERE day >= '2026/11/20'"),
    /^FAILED: CONSTRAINT_VIOLATION.*account/,
  );
  assert.match(await ask("SELECT eventname FROM trail WHERE account = '1'"), /^FAILED: COLUMN_NOT_FOUND/);
  assert.match(
    await ask("SELECT eventtime FROM trail WHERE account = '1' AND useridentity.type = 'x'"),
    /^FAILED: COLUMN_NOT_FOUND/,
  );
  for (const odd of [
    "DROP TABLE trail",
    "SELECT eventtime FROM trail WHERE account = '1' LIMIT 5",
    "SELECT * FROM trail",
  ])
    assert.match(await ask(odd), /^FAILED: SYNTAX_ERROR/);
});

test("Athena wants a place for its answers, gives none before they are there, and runs twenty at once", async () => {
  await assert.rejects(athena.send(new StartQueryExecutionCommand({ QueryString: "SELECT 1" })), {
    name: "InvalidRequestException",
    message: /No output location/,
  });
  const start = () => athena.send(new StartQueryExecutionCommand({ QueryString: table, ResultConfiguration }));
  const { QueryExecutionId } = await start();
  await assert.rejects(athena.send(new GetQueryResultsCommand({ QueryExecutionId })), /not yet finished.*QUEUED/);
  for (let more = 1; more < 20; more += 1) await start();
  await assert.rejects(start(), { name: "TooManyRequestsException" });
  await athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
  await start();
  const stopped = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  assert.equal(stopped.QueryExecution?.Status?.State, "CANCELLED");
});

test("Logs Insights refuses queries it cannot read, log groups that are not there, and stopping what is over", async () => {
  const start = (queryString: string, logGroupName = "aws-controltower/CloudTrailLogs") =>
    logs.send(new StartQueryCommand({ logGroupName, queryString, startTime: 1, endTime: 2 }));
  for (const odd of [
    "fields @timestamp",
    "filter a = 5",
    'filter a = "x" and b = "y"',
    'filter a = "x',
    "sort @timestamp",
  ])
    await assert.rejects(start(odd), { name: "MalformedQueryException" }, odd);
  await assert.rejects(start("fields @message", "mine"), { name: "ResourceNotFoundException" });
  const { queryId } = await start("fields @message");
  assert.equal((await logs.send(new StopQueryCommand({ queryId }))).success, true);
  await assert.rejects(logs.send(new StopQueryCommand({ queryId })), { name: "InvalidParameterException" });
});

test("CloudTrail Lake refuses statements it cannot read and event data stores that are not there", async () => {
  const { EventDataStores } = await cloudTrail.send(new ListEventDataStoresCommand());
  const id = EventDataStores?.[0]?.EventDataStoreArn?.split("/").at(-1);
  const start = (QueryStatement: string) => cloudTrail.send(new StartLakeQuery({ QueryStatement }));
  await start(`SELECT eventJson FROM ${id} WHERE eventTime > '2026-11-20 12:00:00'`);
  for (const odd of [
    `SELECT eventJson FROM ${id}`,
    `DELETE FROM ${id}`,
    `SELECT eventJson FROM ${id} WHERE eventName = 'it's'`,
  ])
    await assert.rejects(start(odd), { name: "InvalidQueryStatementException" }, odd);
  await assert.rejects(start("SELECT eventJson FROM aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee WHERE eventName = 'x'"), {
    name: "EventDataStoreNotFoundException",
  });
});

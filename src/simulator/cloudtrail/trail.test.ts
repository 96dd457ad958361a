import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { GetObjectCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { clientsWithRole, startForTest, type UnderTest } from "../test-clients.ts";

const Bucket = "acme-org-trail";
const minuteMs = 60_000;

/** Jonas with the role he always holds, and clients that call with it. */
const jonas = ({ simulator }: UnderTest) =>
  clientsWithRole(simulator, { userName: "jonas.weber", account: "sandbox-1", permissionSet: "AdministratorAccess" });

type TrailRecord = Record<string, unknown> & { userIdentity: { principalId: string } };

const filesOf = async ({ s3 }: UnderTest) => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Promise.all(
    Contents.map(async ({ Key = "", LastModified }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = await Body?.transformToByteArray();
      const { Records } = JSON.parse(gunzipSync(bytes ?? "").toString()) as { Records: TrailRecord[] };
      return { key: Key, deliveredAt: LastModified, records: Records };
    }),
  );
};

test("a call made with role credentials is in the trail some minutes later, in AWS's layout", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const { session, s3 } = jonas(aws);
  t.after(() => s3.destroy());
  aws.simulator.clock.advance(minuteMs);
  await s3.send(new ListBucketsCommand({}));
  assert.deepEqual(await filesOf(aws), []);
  aws.simulator.clock.advance(15 * minuteMs);
  const [file, ...others] = await filesOf(aws);
  assert.deepEqual(others, []);
  const accountId = aws.ids.account("sandbox-1");
  const { organizationId, identityStoreId, managementAccountId } = aws.simulator.world.ids;
  const folder = `AWSLogs/${organizationId}/${accountId}/CloudTrail/eu-central-1/2026/11/20`;
  const name = /^(\d{12})_CloudTrail_eu-central-1_20261120T12(\d\d)Z_[0-9a-zA-Z]{16}\.json\.gz$/;
  assert.equal(file?.key.slice(0, folder.length), folder);
  const [, account, minute] = name.exec(file?.key.slice(folder.length + 1) ?? "") ?? [];
  assert.equal(account, accountId);
  assert.equal(file?.deliveredAt?.getUTCMinutes(), Number(minute));
  assert.ok(Number(minute) >= 5 && Number(minute) <= 15);
  const [record] = file?.records ?? [];
  const roleName = session.roleName;
  assert.deepEqual(
    { ...record, requestID: "", eventID: "", userAgent: "", sourceIPAddress: "" },
    {
      ...record,
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: `${roleIdOf(record)}:jonas.weber`,
        arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/jonas.weber`,
        accountId,
        accessKeyId: session.accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: "Role",
            principalId: roleIdOf(record),
            arn: `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/eu-central-1/${roleName}`,
            accountId,
            userName: roleName,
          },
          attributes: { creationDate: "2026-11-20T12:00:00Z", mfaAuthenticated: "false" },
        },
        onBehalfOf: {
          userId: aws.ids.user("jonas.weber"),
          identityStoreArn: `arn:aws:identitystore::${managementAccountId}:identitystore/${identityStoreId}`,
        },
      },
      eventTime: "2026-11-20T12:01:00Z",
      eventSource: "s3.amazonaws.com",
      eventName: "ListBuckets",
      awsRegion: "eu-central-1",
      readOnly: true,
      requestID: "",
      eventID: "",
      userAgent: "",
      sourceIPAddress: "",
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: accountId,
      eventCategory: "Management",
    },
  );
  const head = await aws.s3.send(new HeadObjectCommand({ Bucket, Key: file?.key }));
  assert.deepEqual([head.ContentType, head.ContentEncoding], ["application/json", "gzip"]);
});

const roleIdOf = (record: TrailRecord | undefined): string => {
  const principalId = record?.userIdentity.principalId ?? "";
  assert.match(principalId, /^AROA[A-Z0-9]{17}:/);
  return principalId.slice(0, 21);
};

test("a refused call is recorded as one, and a call with expired credentials not at all", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const { organizations, session } = jonas(aws);
  t.after(() => organizations.destroy());
  await assert.rejects(organizations.send(new ListAccountsCommand({})), { name: "AccessDeniedException" });
  aws.simulator.clock.set(new Date(session.expiresAt));
  await assert.rejects(organizations.send(new ListAccountsCommand({})), { name: "ExpiredTokenException" });
  aws.simulator.clock.advance(15 * minuteMs);
  const records = (await filesOf(aws)).flatMap((file) => file.records);
  assert.equal(records.length, 1);
  assert.deepEqual([records[0]?.errorCode, records[0]?.eventName], ["AccessDenied", "ListAccounts"]);
  assert.equal(records[0]?.awsRegion, "us-east-1", "a global service records there");
});

test("for whom a call was made can be left out, and nobody else's calls are recorded", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const { s3 } = jonas(aws);
  t.after(() => s3.destroy());
  const control = `${aws.simulator.url}/_simulator/trail`;
  const change = (body: string) => fetch(control, { method: "POST", body });
  assert.equal((await change('{"withOnBehalfOf":false}')).status, 200);
  assert.equal((await change('{"withOnBehalfOf":1}')).status, 400);
  await s3.send(new ListBucketsCommand({}));
  await aws.s3.send(new ListBucketsCommand({}));
  aws.simulator.clock.advance(15 * minuteMs);
  const records = (await filesOf(aws)).flatMap((file) => file.records);
  assert.equal(records.length, 1);
  assert.equal("onBehalfOf" in (records[0]?.userIdentity ?? {}), false);
});

test("what was not delivered before a restart is delivered after it, once", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const first = await startForTest({ dataDir });
  const { s3 } = jonas(first);
  await s3.send(new ListBucketsCommand({}));
  s3.destroy();
  await first.stop();
  const second = await startForTest({ dataDir });
  second.simulator.clock.advance(15 * minuteMs);
  assert.equal((await filesOf(second)).length, 1);
  await second.stop();
  const third = await startForTest({ dataDir });
  t.after(() => third.stop());
  third.simulator.clock.advance(60 * minuteMs);
  assert.equal((await filesOf(third)).length, 1);
});

test("a clock moved by hours delivers each file as of its own time", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const { s3 } = jonas(aws);
  t.after(() => s3.destroy());
  for (let round = 0; round < 3; round += 1) {
    await s3.send(new ListBucketsCommand({}));
    aws.simulator.clock.advance(6 * minuteMs);
  }
  aws.simulator.clock.advance(24 * 60 * minuteMs);
  const files = await filesOf(aws);
  assert.equal(files.length, 3);
  for (const { deliveredAt, records, key } of files) {
    const lateMs = (deliveredAt?.getTime() ?? 0) - Date.parse(String(records[0]?.eventTime));
    assert.ok(lateMs > 0 && lateMs <= 15 * minuteMs);
    assert.match(key, /2026\/11\/20\//);
  }
});

test("CloudTrail tells of the organisation's trail", async (t) => {
  const aws = await startForTest();
  t.after(() => aws.stop());
  const { cloudTrail } = aws;
  const { trailList: [trail] = [] } = await cloudTrail.send(new DescribeTrailsCommand({}));
  assert.deepEqual([trail?.S3BucketName, trail?.IsOrganizationTrail], [Bucket, true]);
  const before = await cloudTrail.send(new GetTrailStatusCommand({ Name: trail?.TrailARN }));
  assert.deepEqual([before.IsLogging, before.LatestDeliveryTime], [true, undefined]);
  const { s3 } = jonas(aws);
  await s3.send(new ListBucketsCommand({}));
  s3.destroy();
  aws.simulator.clock.advance(15 * minuteMs);
  const after = await cloudTrail.send(new GetTrailStatusCommand({ Name: "org-trail" }));
  assert.ok(after.LatestDeliveryTime && after.LatestDeliveryTime <= aws.simulator.clock.now());
  const { EventSelectors } = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: "org-trail" }));
  assert.equal(EventSelectors?.[0]?.DataResources?.[0]?.Type, "AWS::S3::Object");
  const unknown = cloudTrail.send(new GetTrailStatusCommand({ Name: "other-trail" }));
  await assert.rejects(unknown, { name: "TrailNotFoundException" });
});

test("where the trail is asked never to be silent, a quiet night has its deliveries too, and a busy hour no more", async (t) => {
  const aws = await startForTest({ trailIsNeverSilent: true });
  t.after(() => aws.stop());
  aws.simulator.clock.advance(48 * 60 * minuteMs);
  const before = await filesOf(aws);
  const own = new RegExp(`/${aws.simulator.world.ids.delegatedAdministratorId}/CloudTrail/`);
  assert.ok(before.length > 0 && before.every(({ key }) => own.test(key)));
  aws.simulator.clock.advance(20 * minuteMs);
  assert.equal((await filesOf(aws)).length, before.length);
  aws.simulator.clock.advance(10 * 60 * minuteMs);
  assert.equal((await filesOf(aws)).length, before.length + 1);
});

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import {
  DescribeImagesCommand,
  DescribeInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { keepPolicies } from "./organizations/policies/kept-policies.ts";
import { clientsWithRole, startForTest } from "./test-clients.ts";

const Bucket = "acme-sandbox-1-data";

/** Jonas in sandbox-1, where he holds AdministratorAccess; whose policies a test may change. */
const start = async (t: TestContext, policies: { managed?: string[]; inline?: object } = {}) => {
  const aws = await startForTest();
  const { world } = aws.simulator;
  const arn = aws.ids.permissionSet("AdministratorAccess");
  const permissionSet = world.permissionSets.get(arn);
  assert.ok(permissionSet);
  const { managed, inline } = policies;
  world.permissionSets.put({
    ...permissionSet,
    ...(managed ? { managedPolicyArns: managed.map((name) => `arn:aws:iam::aws:policy/${name}`) } : {}),
    ...(inline ? { inlinePolicy: JSON.stringify({ Version: "2012-10-17", Statement: inline }) } : {}),
  });
  const held = { userName: "jonas.weber", account: "sandbox-1", permissionSet: "AdministratorAccess" };
  const jonas = clientsWithRole(aws.simulator, held);
  t.after(async () => {
    jonas.destroy();
    await aws.stop();
  });
  return { aws, jonas };
};

const instanceIds = async ({ ec2 }: Awaited<ReturnType<typeof start>>["jonas"]) => {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId = "" }) => InstanceId));
};

test("an administrator of an account uses what is in it", async (t) => {
  const { aws, jonas } = await start(t);
  const { Buckets = [] } = await jonas.s3.send(new ListBucketsCommand({}));
  assert.deepEqual(
    Buckets.map(({ Name }) => Name),
    ["acme-sandbox-1-data", "acme-sandbox-1-exports"],
  );
  const Key = "notes/a b+ü.txt";
  await jonas.s3.send(new PutObjectCommand({ Bucket, Key, Body: "first", ContentType: "text/plain" }));
  const streamed = Readable.from([Buffer.from("sec"), Buffer.from("ond")]);
  await jonas.s3.send(new PutObjectCommand({ Bucket, Key, Body: streamed, ContentLength: 6 }));
  const { Body } = await jonas.s3.send(new GetObjectCommand({ Bucket, Key }));
  assert.equal(await Body?.transformToString(), "second");
  await jonas.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await assert.rejects(jonas.s3.send(new GetObjectCommand({ Bucket, Key })), { name: "NoSuchKey" });
  const [first = ""] = await instanceIds(jonas);
  const { StoppingInstances } = await jonas.ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
  assert.deepEqual(StoppingInstances?.[0]?.PreviousState, { Code: 16, Name: "running" });
  const start_ = () => jonas.ec2.send(new StartInstancesCommand({ InstanceIds: [first] }));
  await assert.rejects(start_(), { name: "IncorrectInstanceState" });
  aws.simulator.clock.advance(20_000);
  assert.deepEqual((await start_()).StartingInstances?.[0]?.CurrentState, { Code: 0, Name: "pending" });
  const { Users = [] } = await jonas.iam.send(new ListUsersCommand({}));
  assert.equal(Users[0]?.UserName, "break-glass");
  assert.equal((await jonas.cloudTrail.send(new DescribeTrailsCommand({}))).trailList?.length, 1);
});

test("a role is refused what its policies do not allow, in the words of each service", async (t) => {
  const { aws, jonas } = await start(t, { managed: ["ReadOnlyAccess"] });
  await jonas.s3.send(new ListObjectsV2Command({ Bucket }));
  const [first = ""] = await instanceIds(jonas);
  await assert.rejects(jonas.s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" })), {
    name: "AccessDenied",
    message:
      /^User: arn:aws:sts::\d{12}:assumed-role\/AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}\/jonas\.weber is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-sandbox-1-data\/a" because no identity-based policy allows the s3:PutObject action$/,
  });
  await assert.rejects(jonas.ec2.send(new StopInstancesCommand({ InstanceIds: [first] })), {
    name: "UnauthorizedOperation",
    message: /^You are not authorized to perform this operation\. User: .* ec2:StopInstances on resource: arn:aws:ec2:/,
  });
  await assert.rejects(jonas.organizations.send(new ListAccountsCommand({})), { name: "AccessDeniedException" });
  await assert.rejects(jonas.s3.send(new ListObjectsV2Command({ Bucket: "acme-sandbox-2-data" })), {
    name: "AccessDenied",
    message: /no resource-based policy allows/,
  });
  const records = aws.simulator.world.trailRecords.all().map(({ record }) => record);
  const refused = records.filter(({ errorCode }) => errorCode !== undefined);
  assert.deepEqual(
    refused.map(({ eventName, errorCode }) => [eventName, errorCode]),
    [
      ["PutObject", "AccessDenied"],
      ["StopInstances", "Client.UnauthorizedOperation"],
      ["ListAccounts", "AccessDenied"],
      ["ListObjects", "AccessDenied"],
    ],
  );
  assert.equal(records.find(({ eventName }) => eventName === "ListObjects")?.eventCategory, "Data");
});

test("no policy, an unknown one, or one that cannot be evaluated allows nothing", async (t) => {
  t.mock.method(process.stderr, "write", () => true);
  const condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  for (const policies of [
    { managed: [] },
    { managed: ["SomethingElse"] },
    { inline: [{ Effect: "Allow", Action: "*", Resource: "*", Condition: condition }] },
  ]) {
    const { jonas } = await start(t, policies);
    await assert.rejects(jonas.s3.send(new ListBucketsCommand({})), { name: "AccessDenied" });
    assert.ok((await jonas.sts.send(new GetCallerIdentityCommand({}))).Account);
  }
});

test("an inline policy allows by resource, and its denials win", async (t) => {
  const { jonas } = await start(t, {
    managed: [],
    inline: [
      {
        Effect: "Allow",
        Action: ["s3:Get*", "s3:List*"],
        Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      },
      { Effect: "Deny", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/customers/*` },
    ],
  });
  await jonas.s3.send(new GetObjectCommand({ Bucket, Key: "config/settings.json" }));
  await assert.rejects(jonas.s3.send(new GetObjectCommand({ Bucket, Key: "customers/2026-11-18.csv" })), {
    message: /with an explicit deny in an identity-based policy$/,
  });
  const elsewhere = jonas.s3.send(new ListObjectsV2Command({ Bucket: "acme-sandbox-1-exports" }));
  await assert.rejects(elsewhere, { name: "AccessDenied" });
});

test("what a service control policy denies is denied in every service", async (t) => {
  const { aws, jonas } = await start(t);
  const content = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "identitystore:UserId": aws.ids.user("jonas.weber") } },
      },
    ],
  });
  const targets = [aws.simulator.world.ids.rootId];
  keepPolicies(aws.simulator.world, {
    policies: [{ id: "p-0000000001", name: "cut", description: "", content, targets, tags: [] }],
  });
  const message = /with an explicit deny in a service control policy$/;
  await assert.rejects(jonas.s3.send(new ListBucketsCommand({})), { name: "AccessDenied", message });
  await assert.rejects(instanceIds(jonas), { name: "UnauthorizedOperation", message });
  await assert.rejects(jonas.iam.send(new ListUsersCommand({})), { name: "AccessDenied", message });
  await assert.rejects(jonas.cloudTrail.send(new DescribeTrailsCommand({})), {
    name: "AccessDeniedException",
    message,
  });
  await jonas.sts.send(new GetCallerIdentityCommand({}));
});

test("credentials stop working at their expiry, to the second", async (t) => {
  const { aws, jonas } = await start(t);
  aws.simulator.clock.advance(3_599_999);
  await jonas.s3.send(new ListBucketsCommand({}));
  aws.simulator.clock.advance(1);
  await assert.rejects(jonas.s3.send(new ListBucketsCommand({})), { name: "ExpiredToken" });
  await assert.rejects(jonas.sts.send(new GetCallerIdentityCommand({})), { message: /expired/ });
  await assert.rejects(instanceIds(jonas), { name: "RequestExpired" });
  await assert.rejects(jonas.organizations.send(new ListAccountsCommand({})), { name: "ExpiredTokenException" });
});

test("what EC2 does not know is refused with its errors", async (t) => {
  t.mock.method(process.stderr, "write", () => true);
  const { jonas } = await start(t);
  const stop = (InstanceIds: string[]) => jonas.ec2.send(new StopInstancesCommand({ InstanceIds }));
  await assert.rejects(stop(["i-0123456789abcdef0"]), { name: "InvalidInstanceID.NotFound" });
  await assert.rejects(stop(["nonsense"]), { name: "InvalidInstanceID.Malformed" });
  await assert.rejects(jonas.ec2.send(new DescribeImagesCommand({})), { name: "InvalidAction" });
  const filtered = jonas.ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: "tag:x", Values: ["y"] }] }));
  await assert.rejects(filtered, { name: "UnknownParameter" });
});

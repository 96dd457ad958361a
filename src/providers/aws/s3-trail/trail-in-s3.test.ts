import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type TrailFacts, trailRecord } from "../../../../test/trail-records.ts";
import { startTestAws, type TestAws } from "../../../../test/with-simulator.ts";
import type { ActivityBatch } from "../../../core/activity-source.ts";
import { CloudError } from "../../../core/identity-center.ts";
import { createTrailClient } from "./trail-client.ts";
import { createTrailInS3 } from "./trail-in-s3.ts";

const bucket = "acme-org-trail";
const accountId = "444455556666";
const org = "o-testtest12";
const subject = { personId: "p1", userName: "amira", accountId, permissionSetName: "Admin" };
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const never = new AbortController().signal;

let aws: TestAws;
let put: string[] = [];
let broken: string[] = [];
before(async () => {
  aws = await startTestAws();
});
after(() => aws.stop());
beforeEach(() => {
  for (const key of put) aws.simulator.objects.delete(bucket, key);
  [put, broken] = [[], []];
});

const source = (part: { prefix?: string; requestTimeoutMs?: number } = {}) => {
  const { prefix = "", requestTimeoutMs = 10_000 } = part;
  const client = createTrailClient({
    endpoint: aws.simulator.url,
    region: aws.world.ids.region,
    credentials: { accessKeyId: "delegated", secretAccessKey: "secret" },
    ...{ requestTimeoutMs, attempts: 3 },
  });
  return createTrailInS3({
    ...{ client, bucket, prefix, organizationId: async () => org, ownAccountId: "999999999999" },
    onUnreadable: (key) => broken.push(key),
  });
};

const record = (id: string, part: Partial<TrailFacts> = {}) =>
  trailRecord({ id, at: at("21T10:00"), sessionCreatedAt: at("21T09:00"), ...subject, ...part });

type File = { made: string; region?: string; folder?: string; account?: string };

const putFile = (
  records: unknown[] | Buffer,
  { made, region = "eu-central-1", folder = `AWSLogs/${org}/`, account = accountId }: File,
) => {
  const stamp = `${at(made).toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}Z`;
  const day = at(made).toISOString().slice(0, 10).replaceAll("-", "/");
  const key = `${folder}${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${stamp}_${"Ab0".repeat(5)}${put.length % 10}.json.gz`;
  const bytes = Buffer.isBuffer(records) ? records : gzipSync(JSON.stringify({ Records: records }));
  aws.simulator.objects.put(bucket, key, bytes, { at: at(made) });
  put.push(key);
  return key;
};

const readAll = async (from: string, to: string, trail = source(), signal = never) => {
  const batches: ActivityBatch[] = [];
  for await (const batch of trail.read({ subject, from: at(from), to: at(to) }, signal)) batches.push(batch);
  const ids = batches.flatMap(({ records }) => records.map((one) => (one as { eventID?: string }).eventID ?? "?"));
  return { ids: ids.sort(), last: batches.at(-1)?.progress, batches };
};

test("events of every Region are found, and only the files of those hours are opened", async () => {
  putFile([record("too-early")], { made: "21T09:59" });
  putFile([record("first")], { made: "21T10:00" });
  putFile([record("elsewhere")], { made: "21T10:30", region: "us-east-1" });
  putFile([record("late")], { made: "21T12:00" });
  putFile([record("too-late")], { made: "21T12:01" });
  putFile([record("other-account")], { made: "21T10:30", account: "444455556667" });
  await aws.callsSince();
  const { ids, last } = await readAll("21T10:00", "21T11:00");
  assert.deepEqual(ids, ["elsewhere", "first", "late"]);
  assert.deepEqual(last, { done: 3, total: 3 });
  assert.equal((await aws.callsSince()).GetObject, 3);
});

test("what was done before midnight is found in files of the day after", async () => {
  putFile([record("before")], { made: "21T23:59" });
  putFile([record("after")], { made: "22T00:20" });
  assert.deepEqual((await readAll("21T23:00", "21T23:58")).ids, ["after", "before"]);
  assert.deepEqual((await readAll("21T22:00", "21T22:30")).ids, []);
});

test("a trail of one account, and one with a prefix, are read as well", async () => {
  putFile([record("own-trail")], { made: "21T10:10", folder: "AWSLogs/" });
  assert.deepEqual((await readAll("21T10:00", "21T11:00")).ids, ["own-trail"]);
  putFile([record("prefixed")], { made: "21T10:10", folder: `logs/x/AWSLogs/${org}/` });
  assert.deepEqual((await readAll("21T10:00", "21T11:00", source({ prefix: "logs/x/" }))).ids, ["prefixed"]);
});

test("nothing there is no error", async () => {
  assert.deepEqual((await readAll("21T10:00", "21T11:00")).ids, []);
});

test("more than a page of files is read, with progress, and digests beside them are left alone", async () => {
  const made = (n: number) =>
    `21T${String(10 + Math.floor(n / 600)).padStart(2, "0")}:${String(Math.floor(n / 10) % 60).padStart(2, "0")}`;
  for (let n = 0; n < 1_205; n += 1) putFile([record(`e${n}`)], { made: made(n), region: `eu-${n % 7}` });
  const stray = `AWSLogs/${org}/${accountId}/CloudTrail/eu-0/2026/11/21/README.txt`;
  aws.simulator.objects.put(bucket, stray, Buffer.from("hello"), { at: at("21T10:00") });
  put.push(stray);
  const { ids, batches } = await readAll("21T10:00", "21T12:00");
  assert.equal(new Set(ids).size, 1_205);
  const done = batches.map(({ progress }) => progress.done);
  assert.deepEqual(
    done,
    [...done].sort((one, other) => one - other),
  );
  assert.ok(batches.length > 4 && batches.every(({ progress }) => progress.total === 1_205));
});

test("a broken file and one that is gone meanwhile are told and counted; the others are read", async () => {
  putFile([record("good")], { made: "21T10:05" });
  const bad = putFile(Buffer.from("no gzip"), { made: "21T10:06" });
  const gone = putFile([record("gone")], { made: "21T10:07" });
  await aws.addFault({
    operation: "GetObject",
    kind: "error",
    code: "NoSuchKey",
    times: "always",
    match: { Key: gone },
  });
  const { ids } = await readAll("21T10:00", "21T11:00");
  assert.deepEqual(ids, ["?", "?", "good"]);
  assert.deepEqual(broken.sort(), [bad, gone].sort());
  await aws.clearFaults();
});

test("throttling is waited out, and what S3 refuses is said", async () => {
  putFile([record("e1")], { made: "21T10:05" });
  await aws.addFault({ operation: "GetObject", kind: "throttle", times: 2 });
  assert.deepEqual((await readAll("21T10:00", "21T11:00")).ids, ["e1"]);
  await aws.addFault({
    operation: "GetObject",
    kind: "error",
    code: "AccessDenied",
    message: "no kms:Decrypt",
    times: "always",
  });
  const refused = (problem: unknown) =>
    problem instanceof CloudError && problem.problem === "refused" && problem.message.includes("kms:Decrypt");
  await assert.rejects(readAll("21T10:00", "21T11:00"), refused);
  await aws.clearFaults();
});

test("reading stops when it is told to", async () => {
  for (let n = 0; n < 20; n += 1) putFile([record(`e${n}`)], { made: "21T10:05", region: `eu-${n}` });
  const stopping = new AbortController();
  await aws.addFault({ operation: "GetObject", kind: "slow", delayMs: 60_000, times: "always" });
  const reading = readAll("21T10:00", "21T11:00", source(), stopping.signal);
  setImmediate(() => stopping.abort(new Error("stopping")));
  await assert.rejects(reading);
  await aws.clearFaults();
});

test("the newest delivery is told, whatever account it was for", async () => {
  const trail = source();
  assert.equal(await trail.newestDelivery(at("21T12:00"), never), null);
  putFile([record("old")], { made: "21T09:10" });
  assert.deepEqual(await trail.newestDelivery(at("21T12:00"), never), at("21T09:10"));
  putFile([record("new")], { made: "21T11:55", region: "us-east-1" });
  assert.deepEqual(await trail.newestDelivery(at("21T12:00"), never), at("21T11:55"));
});

test("accounts that are quiet do not make the trail look silent while Stint's own account has newer files", async () => {
  putFile([record("quiet")], { made: "21T01:00" });
  for (let n = 1; n <= 6; n += 1) putFile([], { made: "21T02:00", account: `10000000000${n}` });
  putFile([], { made: "21T11:50", account: "999999999999" });
  assert.deepEqual(await source().newestDelivery(at("21T12:00"), never), at("21T11:50"));
});

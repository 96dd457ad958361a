import assert from "node:assert/strict";
import { test } from "node:test";
import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { startForTest, type UnderTest } from "../test-clients.ts";

const Bucket = "acme-org-trail";
const at = new Date("2026-11-20T11:59:00.000Z");

const start = async (keys: string[] = []) => {
  const aws = await startForTest();
  for (const key of keys) aws.simulator.objects.put(Bucket, key, Buffer.from(`in ${key}`), { at });
  return aws;
};

const listed = async ({ s3 }: UnderTest, over: Partial<ListObjectsV2CommandInput> = {}) => {
  const answer = await s3.send(new ListObjectsV2Command({ Bucket, ...over }));
  return {
    keys: (answer.Contents ?? []).map(({ Key }) => Key),
    prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    count: answer.KeyCount,
    truncated: answer.IsTruncated,
    token: answer.NextContinuationToken,
  };
};

test("an object is read whole, in part, and described, as it was put", async (t) => {
  const aws = await start(["a/one.json"]);
  t.after(() => aws.stop());
  const Key = "a/one.json";
  const whole = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
  assert.equal(await whole.Body?.transformToString(), "in a/one.json");
  assert.deepEqual(whole.LastModified, at);
  const part = await aws.s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=3-8" }));
  assert.equal(await part.Body?.transformToString(), "a/one.");
  assert.equal(part.ContentRange, "bytes 3-8/13");
  const tail = await aws.s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=-4" }));
  assert.equal(await tail.Body?.transformToString(), "json");
  const head = await aws.s3.send(new HeadObjectCommand({ Bucket, Key }));
  assert.deepEqual([head.ContentLength, head.ETag], [13, whole.ETag]);
  const beyond = aws.s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=13-" }));
  await assert.rejects(beyond, { name: "InvalidRange" });
});

test("keys are listed in order by prefix, start, delimiter and page", async (t) => {
  const aws = await start(["b/2", "a/1", "b/10", "b/1/x", "b/1/y", "c", "b/"]);
  t.after(() => aws.stop());
  assert.deepEqual((await listed(aws)).keys, ["a/1", "b/", "b/1/x", "b/1/y", "b/10", "b/2", "c"]);
  assert.deepEqual((await listed(aws, { Prefix: "b/1" })).keys, ["b/1/x", "b/1/y", "b/10"]);
  assert.deepEqual((await listed(aws, { StartAfter: "b/1/y" })).keys, ["b/10", "b/2", "c"]);
  assert.deepEqual((await listed(aws, { Prefix: "b/", StartAfter: "zzz" })).keys, []);
  const byFolder = await listed(aws, { Delimiter: "/" });
  assert.deepEqual([byFolder.keys, byFolder.prefixes, byFolder.count], [["c"], ["a/", "b/"], 3]);
  const inside = await listed(aws, { Prefix: "b/", Delimiter: "/", StartAfter: "b/" });
  assert.deepEqual([inside.keys, inside.prefixes], [["b/10", "b/2"], ["b/1/"]]);
  const first = await listed(aws, { Delimiter: "/", MaxKeys: 2 });
  assert.deepEqual([first.prefixes, first.truncated], [["a/", "b/"], true]);
  const second = await listed(aws, { Delimiter: "/", MaxKeys: 2, ContinuationToken: first.token });
  assert.deepEqual([second.keys, second.prefixes, second.truncated], [["c"], [], false]);
  assert.deepEqual((await listed(aws, { MaxKeys: 0 })).truncated, false);
});

test("keys of any characters are found, and come in the order of their bytes", async (t) => {
  const keys = ["ä b+c/ü", "z", "\u{ff5e}", "\u{1f600}", "a/../b", "q?x=1&y#z"];
  const aws = await start(keys);
  t.after(() => aws.stop());
  const byBytes = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  assert.deepEqual((await listed(aws)).keys, byBytes);
  for (const Key of keys) {
    const answer = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
    assert.equal(await answer.Body?.transformToString(), `in ${Key}`);
  }
  const encoded = await aws.s3.send(new ListObjectsV2Command({ Bucket, Prefix: "ä", EncodingType: "url" }));
  assert.equal(encoded.Contents?.[0]?.Key, "%C3%A4+b%2Bc/%C3%BC");
});

test("thousands of keys are paged without a gap, and an object that is made is made when it is read", async (t) => {
  const aws = await start();
  t.after(() => aws.stop());
  const keyOf = (number: number) => `AWSLogs/${number % 17}/${String(number).padStart(6, "0")}.json.gz`;
  let made = 0;
  const bytes = () => {
    made += 1;
    return Buffer.from("lazy");
  };
  for (let number = 0; number < 50_000; number += 1)
    aws.simulator.objects.putMade(Bucket, keyOf(number), { size: 4, bytes }, { at });
  const seen: string[] = [];
  const Prefix = "AWSLogs/3/";
  for await (const page of paginateListObjectsV2({ client: aws.s3 }, { Bucket, Prefix, MaxKeys: 400 }))
    seen.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
  const expected = Array.from({ length: 50_000 }, (_, number) => keyOf(number)).filter((key) => key.startsWith(Prefix));
  assert.deepEqual(seen, expected);
  assert.equal((await listed(aws, { Prefix: "AWSLogs/", Delimiter: "/" })).prefixes.length, 17);
  const answer = await aws.s3.send(new GetObjectCommand({ Bucket, Key: keyOf(7) }));
  assert.deepEqual([await answer.Body?.transformToString(), made], ["lazy", 1]);
});

test("errors have S3's names, and a fault can ask for any of them", async (t) => {
  const aws = await start(["one"]);
  t.after(() => aws.stop());
  t.mock.method(process.stderr, "write", () => true);
  const refused = (asked: Promise<unknown>, name: string, httpStatusCode: number) =>
    assert.rejects(asked, (error) => {
      assert.ok(error instanceof S3ServiceException);
      assert.deepEqual([error.name, error.$metadata.httpStatusCode], [name, httpStatusCode]);
      return true;
    });
  const get = () => aws.s3.send(new GetObjectCommand({ Bucket, Key: "one" }));
  await refused(aws.s3.send(new GetObjectCommand({ Bucket, Key: "none" })), "NoSuchKey", 404);
  await refused(aws.s3.send(new HeadObjectCommand({ Bucket, Key: "none" })), "NotFound", 404);
  await refused(aws.s3.send(new ListObjectsV2Command({ Bucket: "no-such-bucket" })), "NoSuchBucket", 404);
  await refused(aws.s3.send(new HeadBucketCommand({ Bucket: "no-such-bucket" })), "NotFound", 404);
  await refused(
    aws.s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: "made-up" })),
    "InvalidArgument",
    400,
  );
  await refused(aws.s3.send(new ListObjectsCommand({ Bucket })), "NotImplemented", 501);
  await refused(aws.s3.send(new GetBucketAclCommand({ Bucket })), "NotImplemented", 501);
  const control = `${aws.simulator.url}/_simulator/faults`;
  const fault = { operation: "GetObject", kind: "throttle", match: { Key: "one" } };
  assert.equal((await fetch(control, { method: "POST", body: JSON.stringify(fault) })).status, 201);
  await refused(get(), "SlowDown", 503);
  await get();
});

test("the two administering accounts read the trail's bucket; nobody else's bucket is open to them", async (t) => {
  const aws = await start();
  t.after(() => aws.stop());
  await aws.s3.send(new HeadBucketCommand({ Bucket }));
  const location = await aws.s3.send(new GetBucketLocationCommand({ Bucket }));
  assert.equal(location.LocationConstraint, "eu-central-1");
  const theirs = aws.s3.send(new ListObjectsV2Command({ Bucket: "acme-payments-prod-data" }));
  await assert.rejects(theirs, { name: "AccessDenied" });
  const put = aws.s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" }));
  await assert.rejects(put, { name: "AccessDenied" });
  const own = await aws.s3.send(new ListBucketsCommand({}));
  assert.deepEqual(
    own.Buckets?.map(({ Name }) => Name),
    ["acme-identity-data", "acme-identity-exports"],
  );
});

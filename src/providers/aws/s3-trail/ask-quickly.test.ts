import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { startTestAws, type TestAws } from "../../../../test/with-simulator.ts";
import { createAskQuickly } from "./ask-quickly.ts";
import { createTrailClient } from "./trail-client.ts";

const bucket = "acme-org-trail";
const asked = { key: "AWSLogs/quick.json.gz", query: "x-id=GetObject", mostBytes: 100 };
const never = new AbortController().signal;

let aws: TestAws;
let client: S3Client;
before(async () => {
  aws = await startTestAws();
  aws.simulator.objects.put(bucket, asked.key, Buffer.from("content"), { at: new Date() });
  const credentials = { accessKeyId: "delegated", secretAccessKey: "secret" };
  client = createTrailClient({ endpoint: aws.simulator.url, region: aws.world.ids.region, credentials });
});
after(async () => {
  client.destroy();
  await aws.stop();
});

test("a file is answered with one request, without a call of the SDK, once that has connections", async () => {
  assert.equal(await createAskQuickly({ client, bucket, signal: never })(asked), undefined);
  await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: "none/" }));
  await aws.callsSince();
  const ask = createAskQuickly({ client, bucket, signal: never });
  for (const _ of [1, 2]) assert.equal(String(await ask(asked)), "content");
  assert.match(
    String(await ask({ key: "", query: "list-type=2&prefix=AWSLogs%2Fq", mostBytes: 9_999 })),
    /quick\.json/,
  );
  assert.deepEqual(await aws.callsSince(), { GetObject: 2, ListObjectsV2: 1 });
});

test("what is missing, refused, longer than expected, cut off or oddly named is left to the SDK", async () => {
  const stopping = new AbortController();
  const ask = createAskQuickly({ client, bucket, signal: stopping.signal });
  assert.equal(await ask({ ...asked, key: "AWSLogs/missing" }), undefined);
  assert.equal(await ask({ ...asked, mostBytes: 6 }), undefined);
  assert.equal(await ask({ ...asked, key: "AWSLogs/a b" }), undefined);
  for (const kind of ["error", "throttle", "timeout-before"] as const) {
    await aws.addFault({
      operation: "GetObject",
      kind,
      times: 1,
      ...(kind === "error" ? { code: "AccessDenied" } : {}),
    });
    assert.equal(await ask(asked), undefined, kind);
  }
  assert.equal(String(await ask(asked)), "content");
  await aws.addFault({ operation: "GetObject", kind: "slow", delayMs: 60_000, times: 1 });
  const slow = ask(asked);
  setTimeout(() => stopping.abort(), 20);
  assert.equal(await slow, undefined, "stopped");
  assert.equal(await ask(asked), undefined, "stopped before");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { listQuickly } from "./list-quickly.ts";

const file = (key: string, size = 5) =>
  `<Contents><Key>${key}</Key><LastModified>2026-11-21T10:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>` +
  `<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
const page = (inside: string, truncated = "false") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>` +
  `<Prefix>a&amp;b/</Prefix><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>${truncated}</IsTruncated>${inside}</ListBucketResult>`;
const next = "<NextContinuationToken>1/x+y==</NextContinuationToken>";

const range = { prefix: "a/", startAfter: "a/b(1)", token: undefined };
const listed = (xml: string | undefined) =>
  listQuickly(async () => (xml === undefined ? undefined : Buffer.from(xml)), range);

test("a page of a listing is read: files, and where it goes on", async () => {
  assert.deepEqual(await listed(page("")), { files: [], next: undefined });
  assert.deepEqual(await listed(page(next + file("a/ü") + file("a/2", 70), "true")), {
    ...{
      files: [
        { key: "a/ü", size: 5 },
        { key: "a/2", size: 70 },
      ],
      next: "1/x+y==",
    },
  });
});

test("a page that only a parser should read, or that is not whole, is left to the SDK", async () => {
  const whole = page(file("a/1"));
  const left = [
    ...[page(file("a&amp;1")), page(file("a/1"), "true"), page(next + file("a/1")), page("<Key>a/1</Key>")],
    ...[page("<Size>1</Size>"), whole.slice(0, -30), "<Error><Code>SlowDown</Code></Error>", "", undefined],
  ];
  for (const xml of left) assert.equal(await listed(xml), undefined, xml);
});

test("what is asked for is written as a signature wants it", async () => {
  const asked: string[] = [];
  const ask = async ({ query }: { query: string }) => void asked.push(query);
  await listQuickly(ask, range);
  await listQuickly(ask, { ...range, token: "1/x+y==" });
  assert.deepEqual(asked, [
    "list-type=2&prefix=a%2F&start-after=a%2Fb%281%29",
    "continuation-token=1%2Fx%2By%3D%3D&list-type=2&prefix=a%2F&start-after=a%2Fb%281%29",
  ]);
});

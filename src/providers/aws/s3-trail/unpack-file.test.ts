import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { trailRecord } from "../../../../test/trail-records.ts";
import { CloudError } from "../../../core/identity-center.ts";
import { marksOf } from "./session-marks.ts";
import { splitRecords } from "./split-records.ts";
import { unpackFile } from "./unpack-file.ts";

const at = new Date("2026-11-21T10:00:00Z");
const own = (id: string) =>
  trailRecord({
    id,
    at,
    sessionCreatedAt: at,
    accountId: "444455556666",
    permissionSetName: "Admin",
    userName: "amira",
  });
const other = (id: string) => ({ ...own(id), userIdentity: { type: "AWSService", invokedBy: "s3.amazonaws.com" } });
const pack = (value: unknown) => gzipSync(JSON.stringify(value));
const idsOf = (records: unknown[]) => records.map((one) => (one as { eventID: string }).eventID);

async function* inChunks(bytes: Uint8Array, length: number) {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

test("records are found wherever chunks end, whatever stands in their texts", async () => {
  const json = fc.record({ Records: fc.array(fc.dictionary(fc.string(), fc.jsonValue())) });
  await fc.assert(
    fc.asyncProperty(json, fc.integer({ min: 1, max: 50 }), async (file, length) => {
      const bytes = Buffer.from(JSON.stringify(file));
      const found: unknown[] = [];
      for await (const record of splitRecords(inChunks(bytes, length))) found.push(JSON.parse(String(record)));
      assert.deepEqual(found, JSON.parse(String(bytes)).Records);
    }),
  );
});

test("only sessions of Identity Center are kept, without what was sent and answered", async () => {
  const packed = pack({ Records: [other("e1"), own("e2"), other("e3")] });
  for (const body of [packed, Readable.from([packed])]) {
    const records = await unpackFile(body);
    assert.deepEqual(idsOf(records), ["e2"]);
    assert.doesNotMatch(JSON.stringify(records), /nobody must keep/);
  }
  assert.deepEqual(await unpackFile(pack({ Records: [] })), []);
});

test("files without the person or the role are passed over unparsed, none that may hold them is", async () => {
  const subject = { personId: "p-1", userName: "amira", accountId: "444455556666", permissionSetName: "Admin" };
  const packed = pack({ Records: [own("e1")] });
  const kept = async (change: Partial<typeof subject>) =>
    (await unpackFile(packed, marksOf({ ...subject, ...change }))).length === 1;
  assert.ok(await kept({}));
  assert.ok(await kept({ userName: "", personId: "amira" }));
  assert.ok(await kept({ userName: "a=b" }), "a name that may be written otherwise is looked at");
  assert.ok(!(await kept({ userName: "mateo" })));
  assert.ok(!(await kept({ permissionSetName: "Admi" })));
});

test("what a file says of its own length is believed no further than for room", async () => {
  const packed = pack({ Records: [own("e1")] });
  for (const said of [0, 1, 5_000_000, 0xffff_ffff]) {
    const lying = Buffer.from(packed);
    lying.writeUInt32LE(said, lying.length - 4);
    await assert.rejects(unpackFile(lying));
  }
});

test("a file that unpacks to a hundred times its size is read in little memory", async () => {
  const filler = { ...other("filler"), requestParameters: { text: "x".repeat(10_000) } };
  const packed = pack({ Records: [...Array.from({ length: 8_000 }, () => filler), own("last")] });
  assert.ok(packed.length < 1024 * 1024);
  const before = process.memoryUsage().rss;
  assert.deepEqual(idsOf(await unpackFile(packed)), ["last"]);
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
  assert.ok(grown < 60, `${grown.toFixed(0)} MB more for 80 MB`);
});

test("a broken file is refused: not gzip, cut short, not JSON, something else", async () => {
  const packed = pack({ Records: [own("e1")] });
  const broken = [
    Buffer.from("no gzip"),
    packed.subarray(0, packed.length - 20),
    gzipSync('{"Records":[{"AWSReservedSSO_":'),
    pack({ AWSReservedSSO_: 1 }),
    Buffer.alloc(0),
  ];
  for (const bytes of broken) await assert.rejects(unpackFile(bytes));
  for (const bytes of broken.slice(0, 3)) await assert.rejects(unpackFile(Readable.from([bytes])));
});

test("a connection that breaks is not a broken file", async () => {
  const body = new Readable({
    read() {
      this.destroy(new Error("ECONNRESET"));
    },
  });
  await assert.rejects(
    unpackFile(body),
    (problem) => problem instanceof CloudError && problem.problem === "unavailable",
  );
});

test("one record too long to be one is left out and counted, the others are read", async () => {
  const long = { ...own("long"), requestParameters: { text: "x".repeat(5 * 1024 * 1024) } };
  const records = await unpackFile(Readable.from([pack({ Records: [own("e1"), long, own("e2")] })]));
  assert.deepEqual(idsOf(records), ["e1", undefined, "e2"]);
});

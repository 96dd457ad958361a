import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { startForTest } from "../test-clients.ts";

const Bucket = "acme-org-trail";
const at = new Date("2026-11-20T11:59:00.000Z");

test("objects outlive a restart, the newest of each key, without those that were deleted", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const first = await startForTest({ dataDir });
  const { objects } = first.simulator;
  for (const key of ["a", "b", "c"]) objects.put(Bucket, key, Buffer.from(`first ${key}`), { at });
  objects.put(Bucket, "a", Buffer.from("second a"), { at, contentType: "text/plain" });
  assert.equal(objects.delete(Bucket, "b"), true);
  assert.equal(objects.delete(Bucket, "b"), false);
  await first.stop();
  // As a simulator leaves it that is killed while it writes.
  appendFileSync(join(dataDir, "objects", "objects.jsonl"), '\n{"bucket":"acme-org-tr');

  const second = await startForTest({ dataDir });
  const read = await second.s3.send(new GetObjectCommand({ Bucket, Key: "a" }));
  assert.deepEqual([await read.Body?.transformToString(), read.ContentType], ["second a", "text/plain"]);
  second.simulator.objects.put(Bucket, "d", Buffer.from(""), { at });
  await second.stop();

  const third = await startForTest({ dataDir });
  t.after(() => third.stop());
  const list = await third.s3.send(new ListObjectsV2Command({ Bucket }));
  assert.deepEqual(
    list.Contents?.map(({ Key }) => Key),
    ["a", "c", "d"],
  );
  const empty = await third.s3.send(new GetObjectCommand({ Bucket, Key: "d" }));
  assert.equal(await empty.Body?.transformToString(), "");
  const files = readdirSync(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  assert.equal(
    files.filter((file) => file.isFile()).length,
    4,
    "three objects and the journal: nothing replaced is left",
  );
});

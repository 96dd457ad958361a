import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import type { StoredObject } from "../objects/bucket.ts";
import type { ObjectStore } from "../objects/object-store.ts";

/** A CloudTrail record and when the file that it lies in was delivered. */
export type Delivered = { record: Record<string, unknown>; deliveredAt: Date };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const bytesOf = async (object: StoredObject): Promise<Uint8Array> => {
  const content = object.read({ start: 0, end: object.size - 1 });
  return content instanceof Uint8Array ? content : buffer(content);
};

const recordsOf = async (object: StoredObject): Promise<Delivered[]> => {
  if (!object.key.endsWith(".json.gz")) return [];
  const content: unknown = JSON.parse(gunzipSync(await bytesOf(object)).toString("utf8"));
  const records = isObject(content) && Array.isArray(content.Records) ? content.Records : [];
  const deliveredAt = new Date(object.lastModified);
  return records.filter(isObject).map((record) => ({ record, deliveredAt }));
};

/** Every record in the trail files whose keys begin so, in the files delivered by `now`. */
export async function* deliveredRecords(
  objects: ObjectStore,
  facts: { bucket: string; prefix: string; now: Date },
): AsyncGenerator<Delivered> {
  const bucket = objects.bucket(facts.bucket);
  for (let from: string | null = ""; bucket && from !== null; ) {
    const page = bucket.list({ prefix: facts.prefix, delimiter: "", from, limit: 1_000 });
    for (const object of page.objects) {
      if (object.lastModified <= facts.now.toISOString()) yield* await recordsOf(object);
    }
    from = page.next;
  }
}

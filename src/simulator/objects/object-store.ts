import { createHash } from "node:crypto";
import { type Bucket, type BucketRow, bucketOf, type StoredObject } from "./bucket.ts";
import type { ObjectKeeper } from "./object-keeper.ts";

export type PutOptions = { at: Date; contentType?: string; contentEncoding?: string };

export type ObjectStore = {
  /** Makes the bucket unless it is there. */
  addBucket(row: BucketRow): Bucket;
  bucket(name: string): Bucket | undefined;
  buckets(): Bucket[];
  /** Kept over restarts when there is a data folder. */
  put(bucket: string, key: string, bytes: Uint8Array, options: PutOptions): StoredObject;
  /** An object whose bytes are made each time it is read; never kept. Its size must be the truth. */
  putMade(bucket: string, key: string, made: { size: number; bytes(): Uint8Array }, options: PutOptions): StoredObject;
  delete(bucket: string, key: string): boolean;
};

const headOf = (key: string, size: number, { at, contentType, contentEncoding }: PutOptions) => ({
  key,
  size,
  lastModified: at.toISOString(),
  contentType: contentType ?? "binary/octet-stream",
  ...(contentEncoding === undefined ? {} : { contentEncoding }),
});

const md5 = (bytes: Uint8Array | string) => createHash("md5").update(bytes).digest("hex");

/**
 * What S3 holds. Apart from the world, because it may be large: one object put or deleted writes that object and one line,
 * never a snapshot of all.
 */
export const objectStore = (keeper?: ObjectKeeper): ObjectStore => {
  const buckets = new Map<string, Bucket>();
  const known = (name: string): Bucket => {
    const bucket = buckets.get(name);
    if (!bucket) throw new Error(`The simulator has no bucket ${name}.`);
    return bucket;
  };
  return {
    addBucket(row) {
      const bucket = buckets.get(row.name) ?? bucketOf(row);
      if (buckets.has(row.name)) return bucket;
      buckets.set(row.name, bucket);
      return bucket;
    },
    bucket: (name) => buckets.get(name),
    buckets: () => [...buckets.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    put(name, key, bytes, options) {
      const bucket = known(name);
      const head = { ...headOf(key, bytes.length, options), etag: md5(bytes) };
      const read = keeper?.keep(name, head, bytes) ?? (({ start, end }) => bytes.subarray(start, end + 1));
      const object = { ...head, read };
      bucket.put(object);
      return object;
    },
    putMade(name, key, made, options) {
      // Not a digest of the bytes, which are not there yet; AWS's own tags are not one either for objects put in parts.
      const etag = `${md5(`${name}/${key}`)}-1`;
      const object: StoredObject = {
        ...headOf(key, made.size, options),
        etag,
        read: ({ start, end }) => made.bytes().subarray(start, end + 1),
      };
      known(name).put(object);
      return object;
    },
    delete(name, key) {
      const gone = known(name).delete(key);
      if (gone) keeper?.forget(name, key);
      return gone;
    },
  };
};

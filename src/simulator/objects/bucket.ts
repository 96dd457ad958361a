import type { Readable } from "node:stream";
import { behindAll, fromOrder, toOrder } from "./key-order.ts";
import { sortedKeys } from "./sorted-keys.ts";

export type BucketRow = { name: string; accountId: string; region: string; createdAt: string };

/** Everything about an object but what is in it. */
export type ObjectHead = {
  key: string;
  size: number;
  etag: string;
  lastModified: string;
  contentType: string;
  contentEncoding?: string;
};

/** Bytes from `start` up to and including `end`. */
export type ByteRange = { start: number; end: number };

export type StoredObject = ObjectHead & { read(range: ByteRange): Uint8Array | Readable };

export type KeyQuery = {
  prefix: string;
  delimiter: string;
  /** Where to begin: this place or behind it, in the order of `toOrder`. */
  from: string;
  limit: number;
};

export type KeyPage = {
  objects: StoredObject[];
  commonPrefixes: string[];
  /** Where the next page begins; null when this was the last. */
  next: string | null;
};

/** One bucket. Listing costs by what is listed, not by what is there. */
export const bucketOf = (row: BucketRow) => {
  const objects = new Map<string, StoredObject>();
  const keys = sortedKeys();
  return {
    ...row,
    get size() {
      return objects.size;
    },
    find: (key: string) => objects.get(toOrder(key)),
    put(object: StoredObject): void {
      const order = toOrder(object.key);
      if (!objects.has(order)) keys.add(order);
      objects.set(order, object);
    },
    delete(key: string): boolean {
      const order = toOrder(key);
      if (objects.delete(order)) keys.remove(order);
      else return false;
      return true;
    },
    list(query: KeyQuery): KeyPage {
      const prefix = toOrder(query.prefix);
      const delimiter = toOrder(query.delimiter);
      const page: KeyPage = { objects: [], commonPrefixes: [], next: null };
      let place = keys.placeOf(query.from > prefix ? query.from : prefix);
      for (let key = keys.at(place); key?.startsWith(prefix); key = keys.at(place)) {
        if (page.objects.length + page.commonPrefixes.length >= query.limit) return { ...page, next: key };
        const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
        if (cut === -1) {
          const object = objects.get(key);
          if (object) page.objects.push(object);
          place += 1;
        } else {
          const common = key.slice(0, cut + delimiter.length);
          page.commonPrefixes.push(fromOrder(common));
          place = keys.placeOf(behindAll(common) ?? "");
        }
      }
      return page;
    },
  };
};

export type Bucket = ReturnType<typeof bucketOf>;

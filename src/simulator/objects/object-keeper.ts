import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Bucket, ObjectHead, StoredObject } from "./bucket.ts";

/** One line for each change: the newest line of a key says where its bytes are, or that it is gone. */
type Line =
  | { bucket: string; key: string; file: string; head: ObjectHead }
  | { bucket: string; key: string; file: null };

export type ObjectKeeper = {
  /** The object is on disk when this returns; answers how to read it. */
  keep(bucket: string, head: ObjectHead, bytes: Uint8Array): StoredObject["read"];
  forget(bucket: string, key: string): void;
  /** Puts what was kept into the buckets, and takes out what was deleted. */
  restore(bucketOf: (name: string) => Bucket | undefined): void;
};

const readLine = (text: string): Line | undefined => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    // The last line of a simulator that was killed while writing it: that object was never answered for.
    return undefined;
  }
};

/** Objects as files in a folder, with a journal beside them. Nothing is written before the first change. */
export const objectKeeper = (folder: string): ObjectKeeper => {
  const journal = join(folder, "objects.jsonl");
  const pathOf = (file: string) => join(folder, file.slice(0, 2), file);
  const files = new Map<string, string>();
  const placeOf = (bucket: string, key: string) => `${bucket}\u0000${key}`;

  const write = (line: Line) => {
    // The line break goes first, so that a torn line before it spoils only itself.
    appendFileSync(journal, `\n${JSON.stringify(line)}`);
    const place = placeOf(line.bucket, line.key);
    const before = files.get(place);
    if (line.file === null) files.delete(place);
    else files.set(place, line.file);
    if (before) rmSync(pathOf(before), { force: true });
  };
  const reader =
    (file: string): StoredObject["read"] =>
    (range) =>
      createReadStream(pathOf(file), range);

  return {
    keep(bucket, head, bytes) {
      const file = randomUUID();
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(`${pathOf(file)}.new`, bytes);
      renameSync(`${pathOf(file)}.new`, pathOf(file));
      write({ bucket, key: head.key, file, head });
      return reader(file);
    },
    forget(bucket, key) {
      mkdirSync(folder, { recursive: true });
      write({ bucket, key, file: null });
    },
    restore(bucketOf) {
      if (!existsSync(journal)) return;
      for (const text of readFileSync(journal, "utf8").split("\n")) {
        const line = text === "" ? undefined : readLine(text);
        if (!line) continue;
        const bucket = bucketOf(line.bucket);
        if (line.file === null) {
          files.delete(placeOf(line.bucket, line.key));
          bucket?.delete(line.key);
        } else {
          files.set(placeOf(line.bucket, line.key), line.file);
          bucket?.put({ ...line.head, read: reader(line.file) });
        }
      }
    },
  };
};

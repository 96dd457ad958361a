import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { inParallel } from "../../../core/in-parallel.ts";
import { call } from "../call.ts";
import type { QuickGet } from "./quick-get.ts";
import { dayRange, daysOf, latestFileMs, madeAt } from "./trail-layout.ts";

export type Bucket = { client: S3Client; name: string; signal: AbortSignal; quickGet?: QuickGet };

export type TrailFile = { key: string; size: number; madeAt: Date };

const listsAtOnce = 4;

async function* pages(bucket: Bucket, asked: { Prefix: string; Delimiter?: string; StartAfter?: string }) {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({ Bucket: bucket.name, ...asked, ContinuationToken: token });
    const page: ListObjectsV2CommandOutput = await call("ListObjectsV2", () =>
      bucket.client.send(command, { abortSignal: bucket.signal }),
    );
    yield page;
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/** The names of the folders directly below one. */
export const listFolders = async (bucket: Bucket, folder: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { CommonPrefixes = [] } of pages(bucket, { Prefix: folder, Delimiter: "/" }))
    for (const { Prefix } of CommonPrefixes) if (Prefix) names.push(Prefix.slice(folder.length, -1));
  return names;
};

type Wanted = { folder: string; accountId: string; regions: readonly string[]; from: Date; to: Date };

const listRange = async (bucket: Bucket, range: { prefix: string; startAfter: string }, wanted: Wanted) => {
  const files: TrailFile[] = [];
  const after = wanted.to.getTime() + latestFileMs;
  for await (const { Contents = [] } of pages(bucket, { Prefix: range.prefix, StartAfter: range.startAfter })) {
    for (const { Key, Size } of Contents) {
      const at = Key === undefined ? undefined : madeAt(Key);
      if (Key === undefined || at === undefined) continue;
      // Keys are in the order of time: nothing wanted comes after this one.
      if (at.getTime() > after) return files;
      files.push({ key: Key, size: Size ?? 0, madeAt: at });
    }
  }
  return files;
};

/** The files in which events of that time can be, day by day, all Regions of a day together. */
export async function* listFiles(
  bucket: Bucket,
  wanted: Wanted,
): AsyncGenerator<{ files: TrailFile[]; isLast: boolean }> {
  const days = daysOf(wanted);
  for (const [index, day] of days.entries()) {
    const lists = await inParallel(wanted.regions, listsAtOnce, (region) =>
      listRange(bucket, dayRange({ ...wanted, region, day }), wanted),
    );
    yield { files: lists.flat(), isLast: index === days.length - 1 };
  }
}

import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { inParallel } from "../../../core/in-parallel.ts";
import { call } from "../call.ts";
import type { AskQuickly } from "./ask-quickly.ts";
import { type ListedPage, listQuickly } from "./list-quickly.ts";
import { dayRange, daysOf, latestFileMs, madeAt } from "./trail-layout.ts";

export type Bucket = { client: S3Client; name: string; signal: AbortSignal; askQuickly?: AskQuickly };

export type TrailFile = { key: string; size: number; madeAt: Date };

const listsAtOnce = 4;

const list = (bucket: Bucket, asked: Omit<ListObjectsV2CommandInput, "Bucket">): Promise<ListObjectsV2CommandOutput> =>
  call("ListObjectsV2", () =>
    bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name, ...asked }), { abortSignal: bucket.signal }),
  );

const nextOf = ({ IsTruncated, NextContinuationToken }: ListObjectsV2CommandOutput) =>
  IsTruncated ? NextContinuationToken : undefined;

/** The names of the folders directly below one. */
export const listFolders = async (bucket: Bucket, folder: string): Promise<string[]> => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await list(bucket, { Prefix: folder, Delimiter: "/", ContinuationToken: token });
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) names.push(Prefix.slice(folder.length, -1));
    token = nextOf(page);
  } while (token !== undefined);
  return names;
};

const usualPage = async (bucket: Bucket, asked: Omit<ListObjectsV2CommandInput, "Bucket">): Promise<ListedPage> => {
  const page = await list(bucket, asked);
  const files = (page.Contents ?? []).map(({ Key = "", Size = 0 }) => ({ key: Key, size: Size }));
  return { files, next: nextOf(page) };
};

type Wanted = { folder: string; accountId: string; regions: readonly string[]; from: Date; to: Date };

/** Page by page, what stands below a prefix and after a key. */
async function* filePages(bucket: Bucket, range: { prefix: string; startAfter: string }): AsyncGenerator<ListedPage> {
  let page: ListedPage | undefined;
  do {
    const token: string | undefined = page?.next;
    page = bucket.askQuickly && (await listQuickly(bucket.askQuickly, { ...range, token }));
    page ??= await usualPage(bucket, { Prefix: range.prefix, StartAfter: range.startAfter, ContinuationToken: token });
    yield page;
  } while (page.next !== undefined);
}

const listRange = async (bucket: Bucket, range: { prefix: string; startAfter: string }, wanted: Wanted) => {
  const listed: TrailFile[] = [];
  const after = wanted.to.getTime() + latestFileMs;
  for await (const { files } of filePages(bucket, range)) {
    for (const { key, size } of files) {
      const at = madeAt(key);
      if (at === undefined) continue;
      // Keys are in the order of time: nothing wanted comes after this one.
      if (at.getTime() > after) return listed;
      listed.push({ key, size, madeAt: at });
    }
  }
  return listed;
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

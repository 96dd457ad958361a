import type { S3Client } from "@aws-sdk/client-s3";
import type { ActivitySource } from "../../../core/activity-source.ts";
import { inParallel } from "../../../core/in-parallel.ts";
import { addMilliseconds } from "../../../core/time.ts";
import { createAskQuickly } from "./ask-quickly.ts";
import { type Bucket, listFiles, listFolders, type TrailFile } from "./list-files.ts";
import { type OnUnreadable, readFile } from "./read-file.ts";
import { marksOf } from "./session-marks.ts";
import { accountFolder } from "./trail-layout.ts";

const filesAtOnce = 16;

/** Records are handed over after so many files, or so many bytes of them: all that is in memory at a time. */
const together = { files: 256, bytes: 4 * 1024 * 1024 };

type Facts = {
  client: S3Client;
  bucket: string;
  /** What stands before `AWSLogs/`, with its slash; empty where nothing does. */
  prefix: string;
  /** Asked when it is first needed. */
  organizationId: () => Promise<string>;
  /** The account Stint runs in. */
  ownAccountId?: string;
  onUnreadable?: OnUnreadable;
};

function* inGroups(files: readonly TrailFile[]): Generator<TrailFile[]> {
  let group: TrailFile[] = [];
  let bytes = 0;
  for (const file of files) {
    group.push(file);
    bytes += file.size;
    if (group.length < together.files && bytes < together.bytes) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** Where the account's files are, and of which Regions there are some: in the organisation's trail, or else in one of the account's own. */
const findPlace = async (bucket: Bucket, { prefix, organizationId }: Facts, accountId: string) => {
  for (const id of [await organizationId(), null]) {
    const folder = accountFolder({ prefix, organizationId: id, accountId });
    const regions = await listFolders(bucket, folder);
    if (regions.length > 0) return { folder, accountId, regions };
  }
  return { folder: "", accountId, regions: [] };
};

const lookBackMs = [2, 26].map((hours) => hours * 60 * 60_000);
const accountsLookedAt = 5;

/**
 * The time of the newest file among Stint's own account, which calls AWS all the time, and the first others: it tells whether the trail
 * delivers, and one account that is quiet does not.
 */
const newestOf = async (bucket: Bucket, facts: Facts, now: Date): Promise<Date | null> => {
  const { prefix, organizationId, ownAccountId } = facts;
  const roots = [`${prefix}AWSLogs/${await organizationId()}/`, `${prefix}AWSLogs/`];
  const accountIds = (await Promise.all(roots.map((root) => listFolders(bucket, root)))).flat();
  const known = accountIds.filter((name) => /^\d{12}$/.test(name) && name !== ownAccountId);
  const looked = [...(ownAccountId ? [ownAccountId] : []), ...known].slice(0, accountsLookedAt);
  const places = await Promise.all(looked.map((accountId) => findPlace(bucket, facts, accountId)));
  for (const backMs of lookBackMs) {
    let newest = 0;
    for (const place of places)
      for await (const { files } of listFiles(bucket, { ...place, from: addMilliseconds(now, -backMs), to: now }))
        for (const { madeAt } of files) newest = Math.max(newest, madeAt.getTime());
    if (newest > 0) return new Date(newest);
  }
  return null;
};

/**
 * A trail read from its bucket, with nothing set up beside it: of every Region, the files made in the time that is asked for, several
 * at once, each unpacked as it comes.
 */
export const createTrailInS3 = (facts: Facts): ActivitySource => {
  const { client, bucket: name, onUnreadable = () => undefined } = facts;
  return {
    kind: "s3",
    async *read({ subject, from, to }, signal) {
      const askQuickly = createAskQuickly({ client, bucket: name, signal });
      const bucket = { client, name, signal, askQuickly };
      const reading = { bucket, marks: marksOf(subject), onUnreadable };
      const place = await findPlace(bucket, facts, subject.accountId);
      let done = 0;
      let listed = 0;
      for await (const { files, isLast } of listFiles(bucket, { ...place, from, to })) {
        listed += files.length;
        const total = isLast ? listed : null;
        yield { records: [], progress: { done, total } };
        for (const group of inGroups(files)) {
          const read = await inParallel(group, filesAtOnce, (file) => readFile(file, reading));
          done += group.length;
          yield { records: read.flat(), progress: { done, total } };
        }
      }
    },
    newestDelivery: (now, signal) => newestOf({ client, name, signal }, facts, now),
  };
};

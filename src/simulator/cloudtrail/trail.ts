import type { SimulatorClock } from "../clock.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { trailBucketName } from "../objects/trail-bucket.ts";
import type { TrailRecordRow } from "../rows.ts";
import type { World } from "../world.ts";
import { deliveryTimeOf } from "./delivery-time.ts";
import { serviceCall } from "./service-call.ts";
import { trailFileBytes, trailFileKey } from "./trail-file.ts";
import { changeTrailState, trailState } from "./trail-state.ts";

const minuteMs = 60_000;
const silentForMs = 30 * minuteMs;

type TrailRecord = Record<string, unknown> & { eventID: string; awsRegion: string; recipientAccountId: string };

export type Trail = {
  bucket: string;
  /** Takes a record of what happened now; it reaches the bucket minutes later. */
  take(record: TrailRecord): void;
  /** Writes the files that are due by now, each as of its own time. */
  deliver(): void;
};

const filesIn = (rows: readonly TrailRecordRow[]): TrailRecordRow[][] => {
  const files = Map.groupBy(rows, ({ deliverAt, accountId, region }) => `${deliverAt} ${accountId} ${region}`);
  return [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file);
};

/** The organisation's trail. What waits for delivery is part of the world, and outlives a restart. */
export const trailOf = ({
  world,
  objects,
  clock,
  isNeverSilent = false,
}: {
  world: World;
  objects: ObjectStore;
  clock: SimulatorClock;
  /** Whether something is delivered every half hour, as in an organisation where somebody always calls AWS. */
  isNeverSilent?: boolean;
}): Trail => {
  const bucket = trailBucketName(world.ids.seed);
  let nextAt: string | null = null;
  const findNext = () => {
    nextAt = null;
    for (const { deliverAt } of world.trailRecords.values())
      if (nextAt === null || deliverAt < nextAt) nextAt = deliverAt;
  };
  findNext();

  const write = (file: readonly TrailRecordRow[]) => {
    const [first] = file;
    if (!first) return;
    const deliveredAt = new Date(first.deliverAt);
    const { organizationId } = world.ids;
    const eventIds = file.map(({ id }) => id);
    const key = trailFileKey({ ...first, organizationId, deliveredAt, eventIds });
    const bytes = trailFileBytes(file.map(({ record }) => record));
    objects.put(bucket, key, bytes, { at: deliveredAt, contentType: "application/json", contentEncoding: "gzip" });
    for (const id of eventIds) world.trailRecords.delete(id);
    changeTrailState(world, { lastDeliveryAt: first.deliverAt });
  };

  const wasSilent = () => {
    const last = trailState(world).lastDeliveryAt;
    return last === null || clock.now().getTime() - Date.parse(last) > silentForMs;
  };

  return {
    bucket,
    take(record) {
      const { eventID: id, recipientAccountId: accountId, awsRegion: region } = record;
      const deliverAt = deliveryTimeOf(clock.now(), world.ids.seed, accountId, region).toISOString();
      world.trailRecords.put({ id, accountId, region, deliverAt, record });
      if (nextAt === null || deliverAt < nextAt) nextAt = deliverAt;
    },
    deliver() {
      const now = clock.now().toISOString();
      if (isNeverSilent && wasSilent()) write([serviceCall(world, new Date(clock.now().getTime() - minuteMs))]);
      if (nextAt === null || nextAt > now) return;
      const due = world.trailRecords.all().filter(({ deliverAt }) => deliverAt <= now);
      for (const file of filesIn(due)) write(file);
      findNext();
    },
  };
};

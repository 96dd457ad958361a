import type { World } from "../world.ts";
import type { ObjectStore } from "./object-store.ts";
import { trailBucketName } from "./trail-bucket.ts";

/** The account that keeps the organisation's logs; an organisation without one keeps them where identities are administered. */
const logAccountOf = (world: World): string =>
  world.accounts.all().find(({ name }) => name === "log-archive")?.id ?? world.ids.delegatedAdministratorId;

/** The buckets an organisation has from the start; the same every time. */
export const seedBuckets = (world: World, objects: ObjectStore): void => {
  const { region, createdAt, seed } = world.ids;
  objects.addBucket({ name: trailBucketName(seed), accountId: logAccountOf(world), region, createdAt });
};

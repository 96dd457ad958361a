import type { AccountRow } from "../rows.ts";
import type { World } from "../world.ts";
import type { ObjectStore } from "./object-store.ts";
import { bucketText, trailBucketName } from "./trail-bucket.ts";

/** The account that keeps the organisation's logs; an organisation without one keeps them where identities are administered. */
const logAccountOf = (world: World): string =>
  world.accounts.all().find(({ name }) => name === "log-archive")?.id ?? world.ids.delegatedAdministratorId;

/** Large organisations are for measuring, and nobody looks into their buckets. */
const MOST_ACCOUNTS_WITH_OBJECTS = 100;

const contents: readonly { bucket: "data" | "exports"; key: string; text: string }[] = [
  { bucket: "data", key: "config/settings.json", text: '{"currency":"EUR","retries":3}\n' },
  { bucket: "data", key: "customers/2026-11-18.csv", text: "id,name\n1,Alma\n2,Bo\n" },
  { bucket: "data", key: "customers/2026-11-19.csv", text: "id,name\n1,Alma\n2,Bo\n3,Chi\n" },
  { bucket: "exports", key: "reports/2026-10.csv", text: "day,total\n2026-10-01,1200\n2026-10-02,990\n" },
];

const seedAccount = (world: World, objects: ObjectStore, account: AccountRow): void => {
  const { region, createdAt, seed } = world.ids;
  const bucketName = (suffix: string) => `${bucketText(seed)}-${bucketText(account.name)}-${suffix}`;
  for (const { bucket: suffix, key, text } of contents) {
    const name = bucketName(suffix);
    objects.addBucket({ name, accountId: account.id, region, createdAt });
    const bytes = Buffer.from(text);
    // Made, not put: what is there from the start need not be kept, only what people change of it.
    objects.putMade(name, key, { size: bytes.length, bytes: () => bytes }, { at: new Date(createdAt) });
  }
};

/** The buckets an organisation has from the start, and a few objects; the same every time. */
export const seedBuckets = (world: World, objects: ObjectStore): void => {
  const { region, createdAt, seed } = world.ids;
  objects.addBucket({ name: trailBucketName(seed), accountId: logAccountOf(world), region, createdAt });
  if (world.accounts.size > MOST_ACCOUNTS_WITH_OBJECTS) return;
  for (const account of world.accounts.all()) seedAccount(world, objects, account);
};

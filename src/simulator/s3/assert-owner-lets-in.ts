import type { Caller } from "../aws/caller.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { trailBucketName } from "../objects/trail-bucket.ts";
import type { World } from "../world.ts";
import type { S3Address } from "./s3-address.ts";
import { s3Error } from "./s3-error.ts";
import type { S3Operation } from "./s3-operation.ts";

type Asking = { world: World; objects: ObjectStore; caller: Caller; address: S3Address };

/** What a call is about, as policies name it; nothing for the service as a whole. */
export const resourceOf = ({ bucket, key }: S3Address): string[] => {
  if (bucket === "") return [];
  return [key === "" ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`];
};

/**
 * Refuses whom the bucket's own account does not let in: everybody else, but for the trail's bucket, which its policy opens for reading
 * to the two administering accounts. A bucket that does not exist is nobody's.
 */
export const assertOwnerLetsIn = ({ action, readOnly }: S3Operation, asking: Asking): void => {
  const { world, objects, caller, address } = asking;
  const bucket = objects.bucket(address.bucket);
  if (!bucket || bucket.accountId === caller.accountId) return;
  if (caller.kind !== "role-session" && readOnly && bucket.name === trailBucketName(world.ids.seed)) return;
  throw s3Error(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: s3:${action} on resource: "${resourceOf(address)[0]}" because no resource-based policy allows the s3:${action} action`,
  );
};

import { trailBucketName } from "../objects/trail-bucket.ts";
import { s3Error } from "./s3-error.ts";
import type { S3Call, S3Operation } from "./s3-operation.ts";

/**
 * Refuses whom S3 refuses. A bucket that does not exist is answered for what it is, whoever asks, as in AWS;
 * another account's bucket is closed but for the trail's, which its policy opens to the two administering accounts.
 */
export const assertMayUse = ({ name, action }: S3Operation, { world, objects, caller, address }: S3Call): void => {
  const bucket = objects.bucket(address.bucket);
  if (address.bucket === "" || !bucket || bucket.accountId === caller.accountId) {
    if (caller.kind !== "role-session") return;
  } else if (caller.kind !== "role-session" && name !== "PutObject" && name !== "DeleteObject") {
    if (bucket.name === trailBucketName(world.ids.seed)) return;
  }
  const what = address.key === "" ? address.bucket : `${address.bucket}/${address.key}`;
  throw s3Error(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: s3:${action} on resource: "arn:aws:s3:::${what}"`,
  );
};

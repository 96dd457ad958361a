import type { Caller } from "../aws/caller.ts";
import type { Bucket } from "../objects/bucket.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { WebReply, WebRequest } from "../web.ts";
import type { World } from "../world.ts";
import type { S3Address } from "./s3-address.ts";
import { noSuchBucket } from "./s3-error.ts";

export type S3Call = {
  world: World;
  objects: ObjectStore;
  now: Date;
  caller: Caller;
  request: WebRequest;
  address: S3Address;
};

export type S3Operation = {
  name: string;
  method: "GET" | "HEAD" | "PUT" | "DELETE";
  on: "service" | "bucket" | "object";
  /** The query parameter that makes this operation of the method, as `list-type=2` or `location`. */
  marker?: { name: string; value: string };
  /** Query parameters it understands; with any other the call is refused. */
  parameters: readonly string[];
  /** The IAM action it needs. */
  action: string;
  /** How CloudTrail writes it, where that is another name. */
  eventName?: string;
  readOnly: boolean;
  /** About objects, not buckets: recorded by trails that ask for data events. */
  isData: boolean;
  answer(call: S3Call): WebReply | Promise<WebReply>;
};

export const bucketFor = ({ objects, address }: Pick<S3Call, "objects" | "address">): Bucket => {
  const bucket = objects.bucket(address.bucket);
  if (!bucket) throw noSuchBucket(address.bucket);
  return bucket;
};

export const xmlReply = (name: string, content: string): WebReply => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`,
});

import { createHash } from "node:crypto";
import { xmlElements } from "../aws/xml-elements.ts";
import type { KeyPage } from "../objects/bucket.ts";
import { toOrder } from "../objects/key-order.ts";
import { s3Error } from "./s3-error.ts";
import { bucketFor, type S3Operation, xmlReply } from "./s3-operation.ts";

const MOST_KEYS = 1000;
const NOTHING: KeyPage = { objects: [], commonPrefixes: [], next: null };

const sumOf = (bucket: string, place: string) =>
  createHash("sha256").update(`${bucket}\u0000${place}`).digest("base64url").slice(0, 12);

const writeToken = (bucket: string, place: string) =>
  Buffer.from(`${sumOf(bucket, place)}${place}`, "utf8").toString("base64");

const placeIn = (token: string, bucket: string): string => {
  const text = Buffer.from(token, "base64").toString("utf8");
  const place = text.slice(12);
  if (text.slice(0, 12) === sumOf(bucket, place)) return place;
  throw s3Error("InvalidArgument", "The continuation token provided is incorrect", {
    ArgumentName: "continuation-token",
  });
};

const maxKeysOf = (query: URLSearchParams): number => {
  const text = query.get("max-keys") ?? String(MOST_KEYS);
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), MOST_KEYS);
  throw s3Error("InvalidArgument", "Provided max-keys not an integer or within integer range", {
    ArgumentName: "max-keys",
    ArgumentValue: text,
  });
};

/** As S3 writes keys in a list when asked to: slashes stay, a blank is a plus. */
const urlEncoded = (text: string) =>
  encodeURIComponent(text)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+")
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const encoderOf = (query: URLSearchParams) => {
  const type = query.get("encoding-type");
  if (type === null) return (text: string) => text;
  if (type === "url") return urlEncoded;
  throw s3Error("InvalidArgument", "Invalid Encoding Method specified in Request", { ArgumentName: "encoding-type" });
};

/** S3 ListObjectsV2: keys in UTF-8 byte order, at most a thousand keys and common prefixes together on a page. */
export const listObjectsV2: S3Operation = {
  name: "ListObjectsV2",
  method: "GET",
  on: "bucket",
  marker: { name: "list-type", value: "2" },
  parameters: [
    ...["prefix", "delimiter", "start-after", "continuation-token", "max-keys"],
    ...["encoding-type", "fetch-owner"],
  ],
  action: "ListBucket",
  eventName: "ListObjects",
  readOnly: true,
  isData: true,
  answer(call) {
    const bucket = bucketFor(call);
    const { query } = call.address;
    const encode = encoderOf(query);
    const asked = (name: string) => query.get(name) ?? "";
    const maxKeys = maxKeysOf(query);
    const token = query.get("continuation-token");
    // The least place behind the key itself; with a token S3 ignores start-after.
    const afterKey = asked("start-after") === "" ? "" : `${toOrder(asked("start-after"))}\u0000`;
    const from = token === null ? afterKey : placeIn(token, bucket.name);
    const wanted = { prefix: asked("prefix"), delimiter: asked("delimiter"), from, limit: maxKeys };
    const { objects, commonPrefixes, next } = maxKeys === 0 ? NOTHING : bucket.list(wanted);
    const owner = asked("fetch-owner") === "true" ? { Owner: { ID: bucket.accountId } } : {};
    return xmlReply(
      "ListBucketResult",
      xmlElements({
        Name: bucket.name,
        Prefix: encode(wanted.prefix),
        Delimiter: query.has("delimiter") ? encode(wanted.delimiter) : undefined,
        StartAfter: query.has("start-after") ? encode(asked("start-after")) : undefined,
        ContinuationToken: token ?? undefined,
        NextContinuationToken: next === null ? undefined : writeToken(bucket.name, next),
        EncodingType: query.get("encoding-type") ?? undefined,
        KeyCount: objects.length + commonPrefixes.length,
        MaxKeys: maxKeys,
        IsTruncated: next !== null,
        Contents: objects.map((object) => ({
          Key: encode(object.key),
          LastModified: object.lastModified,
          ETag: `"${object.etag}"`,
          Size: object.size,
          ...owner,
          StorageClass: "STANDARD",
        })),
        CommonPrefixes: commonPrefixes.map((common) => ({ Prefix: encode(common) })),
      }),
    );
  },
};

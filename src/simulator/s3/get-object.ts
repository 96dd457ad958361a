import type { ByteRange, StoredObject } from "../objects/bucket.ts";
import type { WebReply } from "../web.ts";
import { noSuchKey, s3Error } from "./s3-error.ts";
import { bucketFor, type S3Call, type S3Operation } from "./s3-operation.ts";

/** What was asked for of the object; undefined for all of it (RFC 9110, 14.2: a range that cannot be read is ignored). */
const rangeOf = (header: string | undefined, size: number): ByteRange | undefined => {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  if (start >= size)
    throw s3Error("InvalidRange", "The requested range is not satisfiable", { RangeRequested: header ?? "" });
  return { start, end };
};

const headersOf = (object: StoredObject): Record<string, string> => ({
  etag: `"${object.etag}"`,
  "last-modified": new Date(object.lastModified).toUTCString(),
  "content-type": object.contentType,
  "accept-ranges": "bytes",
  ...(object.contentEncoding === undefined ? {} : { "content-encoding": object.contentEncoding }),
});

const answerWith = (call: S3Call, hasBody: boolean): WebReply => {
  const bucket = bucketFor(call);
  const object = bucket.find(call.address.key);
  if (!object) throw noSuchKey(call.address.key);
  if (call.request.headers["if-none-match"] === `"${object.etag}"`) return { status: 304, headers: headersOf(object) };
  const asked = rangeOf(call.request.headers.range, object.size);
  const range = asked ?? { start: 0, end: object.size - 1 };
  const length = range.end - range.start + 1;
  return {
    status: asked ? 206 : 200,
    headers: {
      ...headersOf(object),
      "content-length": String(length),
      ...(asked ? { "content-range": `bytes ${range.start}-${range.end}/${object.size}` } : {}),
    },
    ...(hasBody && length > 0 ? { body: object.read(range) } : {}),
  };
};

/** S3 GetObject: the object or a range of it, as a stream where it is kept in a file. */
export const getObject: S3Operation = {
  name: "GetObject",
  method: "GET",
  on: "object",
  parameters: [],
  action: "GetObject",
  readOnly: true,
  isData: true,
  answer: (call) => answerWith(call, true),
};

/** S3 HeadObject: what GetObject says, without the object. */
export const headObject: S3Operation = {
  name: "HeadObject",
  method: "HEAD",
  on: "object",
  parameters: [],
  action: "GetObject",
  readOnly: true,
  isData: true,
  answer: (call) => answerWith(call, false),
};

import { contentOf } from "./decode-chunks.ts";
import { s3Error } from "./s3-error.ts";
import { bucketFor, type S3Operation } from "./s3-operation.ts";

/** S3 PutObject: the object is kept when this answers. */
export const putObject: S3Operation = {
  name: "PutObject",
  method: "PUT",
  on: "object",
  parameters: [],
  action: "PutObject",
  readOnly: false,
  isData: true,
  answer(call) {
    const { headers, body } = call.request;
    if (headers["x-amz-copy-source"] !== undefined)
      throw s3Error("NotImplemented", "The simulator does not copy objects.");
    const { name } = bucketFor(call);
    const contentType = headers["content-type"];
    const { etag } = call.objects.put(name, call.address.key, contentOf({ headers, body }), {
      at: call.now,
      ...(contentType === undefined ? {} : { contentType }),
    });
    return { status: 200, headers: { etag: `"${etag}"` } };
  },
};

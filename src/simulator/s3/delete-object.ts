import { bucketFor, type S3Operation } from "./s3-operation.ts";

/** S3 DeleteObject: the object is gone, also when there was none. */
export const deleteObject: S3Operation = {
  name: "DeleteObject",
  method: "DELETE",
  on: "object",
  parameters: [],
  action: "DeleteObject",
  readOnly: false,
  isData: true,
  answer(call) {
    call.objects.delete(bucketFor(call).name, call.address.key);
    return { status: 204 };
  },
};

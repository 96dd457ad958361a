import { bucketFor, type S3Operation } from "./s3-operation.ts";

/** S3 HeadBucket: whether the bucket is there and the caller may list it, and its Region. */
export const headBucket: S3Operation = {
  name: "HeadBucket",
  method: "HEAD",
  on: "bucket",
  parameters: [],
  action: "ListBucket",
  readOnly: true,
  isData: true,
  answer: (call) => ({ status: 200, headers: { "x-amz-bucket-region": bucketFor(call).region } }),
};

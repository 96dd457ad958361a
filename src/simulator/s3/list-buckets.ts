import { xmlElements } from "../aws/xml-elements.ts";
import { type S3Operation, xmlReply } from "./s3-operation.ts";

/** S3 ListBuckets: the buckets of the caller's own account. */
export const listBuckets: S3Operation = {
  name: "ListBuckets",
  method: "GET",
  on: "service",
  parameters: [],
  action: "ListAllMyBuckets",
  readOnly: true,
  isData: false,
  answer({ objects, caller }) {
    const own = objects.buckets().filter(({ accountId }) => accountId === caller.accountId);
    return xmlReply(
      "ListAllMyBucketsResult",
      xmlElements({
        Owner: { ID: caller.accountId, DisplayName: caller.accountId },
        Buckets: { Bucket: own.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })) },
      }),
    );
  },
};

import { escapeMarkup } from "../escape-markup.ts";
import { bucketFor, type S3Operation, xmlReply } from "./s3-operation.ts";

/** S3 GetBucketLocation: the Region, which is said as nothing for us-east-1. */
export const getBucketLocation: S3Operation = {
  name: "GetBucketLocation",
  method: "GET",
  on: "bucket",
  marker: { name: "location", value: "" },
  parameters: [],
  action: "GetBucketLocation",
  readOnly: true,
  isData: false,
  answer(call) {
    const { region } = bucketFor(call);
    return xmlReply("LocationConstraint", region === "us-east-1" ? "" : escapeMarkup(region));
  },
};

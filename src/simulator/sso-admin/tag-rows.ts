import type { Tag } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import type { TagRow } from "../rows.ts";

const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** The tags as rows; throws on a key or value AWS would not take. */
export const tagRows = (tags: readonly Tag[]): TagRow[] =>
  tags.map(({ Key, Value }) => {
    if (typeof Key !== "string" || typeof Value !== "string" || !KEY.test(Key) || !VALUE.test(Value))
      throw new AwsError("ValidationException", "1 validation error detected: a tag's key or value is not allowed.");
    return { Key, Value };
  });

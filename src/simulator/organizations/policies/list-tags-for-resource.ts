import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "../define-operation.ts";
import { nextToken } from "../input-rules.ts";
import { getPolicy } from "./known-policies.ts";
import { taggableId } from "./rules.ts";

/** Of the things AWS lets one tag, policies only; all tags on one page. */
export const listTagsForResource = organizationsOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  name: "ListTagsForResource",
  rules: { ResourceId: taggableId, NextToken: nextToken },
  answer: ({ world }, input) => ({ Tags: [...getPolicy(world, input.ResourceId).tags] }),
});

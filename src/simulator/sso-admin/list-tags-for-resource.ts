import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, nextToken, taggableArn } from "./input-rules.ts";
import { getPermissionSet, pageOfRows } from "./known-things.ts";

export const listTagsForResource = ssoAdminOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  name: "ListTagsForResource",
  rules: { InstanceArn: { ...instanceArn, required: false }, ResourceArn: taggableArn, NextToken: nextToken },
  answer({ world }, input) {
    const permissionSet = getPermissionSet(world, input.InstanceArn ?? world.ids.instanceArn, input.ResourceArn);
    const page = pageOfRows(world, {
      operation: "ListTagsForResource",
      asked: [permissionSet.arn],
      rows: permissionSet.tags,
      keyOf: (tag) => tag.Key,
      input,
    });
    return { Tags: page.rows, NextToken: page.nextToken };
  },
});

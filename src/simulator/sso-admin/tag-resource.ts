import type { TagResourceRequest } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, taggableArn, tags } from "./input-rules.ts";
import { getPermissionSet } from "./known-things.ts";
import { tagRows } from "./tag-rows.ts";

/** Tags a permission set; tags on the instance itself are refused as not found. */
export const tagResource = ssoAdminOperation<TagResourceRequest, object>({
  name: "TagResource",
  rules: {
    InstanceArn: { ...instanceArn, required: false },
    ResourceArn: taggableArn,
    Tags: { ...tags, required: true },
  },
  answer({ world }, input) {
    const permissionSet = getPermissionSet(world, input.InstanceArn ?? world.ids.instanceArn, input.ResourceArn);
    const added = tagRows(input.Tags);
    const kept = permissionSet.tags.filter((tag) => !added.some((other) => other.Key === tag.Key));
    world.permissionSets.put({ ...permissionSet, tags: [...kept, ...added] });
    return {};
  },
});

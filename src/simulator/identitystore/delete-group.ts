import type { DeleteGroupRequest, DeleteGroupResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, resourceId } from "./input-rules.ts";
import { getGroup } from "./known-things.ts";

/** Deletes the group and its memberships; its account assignments stay behind, as in AWS. */
export const deleteGroup = identityStoreOperation<DeleteGroupRequest, DeleteGroupResponse>({
  name: "DeleteGroup",
  rules: { IdentityStoreId: identityStoreId, GroupId: resourceId },
  answer({ world }, input) {
    const group = getGroup(world, input.IdentityStoreId, input.GroupId);
    for (const membership of world.memberships.where("group", group.id)) world.memberships.delete(membership.id);
    world.groups.delete(group.id);
    return {};
  },
});

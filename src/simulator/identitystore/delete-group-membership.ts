import type { DeleteGroupMembershipRequest, DeleteGroupMembershipResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, resourceId } from "./input-rules.ts";
import { getMembership } from "./known-things.ts";

export const deleteGroupMembership = identityStoreOperation<
  DeleteGroupMembershipRequest,
  DeleteGroupMembershipResponse
>({
  name: "DeleteGroupMembership",
  rules: { IdentityStoreId: identityStoreId, MembershipId: resourceId },
  answer({ world }, input) {
    world.memberships.delete(getMembership(world, input.IdentityStoreId, input.MembershipId).id);
    return {};
  },
});

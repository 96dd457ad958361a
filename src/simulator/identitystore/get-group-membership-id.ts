import type { GetGroupMembershipIdRequest, GetGroupMembershipIdResponse } from "@aws-sdk/client-identitystore";
import { membershipKey } from "../world.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, requiredStructure, resourceId } from "./input-rules.ts";
import { getGroup, getUser, notFound, userIdOf } from "./known-things.ts";

export const getGroupMembershipId = identityStoreOperation<GetGroupMembershipIdRequest, GetGroupMembershipIdResponse>({
  name: "GetGroupMembershipId",
  rules: { IdentityStoreId: identityStoreId, GroupId: resourceId, MemberId: requiredStructure },
  answer({ world }, input) {
    const group = getGroup(world, input.IdentityStoreId, input.GroupId);
    const user = getUser(world, input.IdentityStoreId, userIdOf(input.MemberId));
    const membership = world.memberships.where("groupAndUser", membershipKey(group.id, user.id))[0];
    if (!membership) throw notFound("GROUP_MEMBERSHIP", "");
    return { IdentityStoreId: world.ids.identityStoreId, MembershipId: membership.id };
  },
});

import type { CreateGroupMembershipRequest, CreateGroupMembershipResponse } from "@aws-sdk/client-identitystore";
import { madeUuid, nextNumber } from "../made-id.ts";
import { membershipKey } from "../world.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, requiredStructure, resourceId } from "./input-rules.ts";
import { conflict, getGroup, getUser, userIdOf } from "./known-things.ts";

export const createGroupMembership = identityStoreOperation<
  CreateGroupMembershipRequest,
  CreateGroupMembershipResponse
>({
  name: "CreateGroupMembership",
  rules: { IdentityStoreId: identityStoreId, GroupId: resourceId, MemberId: requiredStructure },
  answer({ world, now }, input) {
    const group = getGroup(world, input.IdentityStoreId, input.GroupId);
    const user = getUser(world, input.IdentityStoreId, userIdOf(input.MemberId));
    if (world.memberships.count("groupAndUser", membershipKey(group.id, user.id)) > 0)
      throw conflict("Member and Group relationship already exists");
    const id = madeUuid(world.ids.seed, "new-membership", nextNumber(world));
    world.memberships.put({ id, groupId: group.id, userId: user.id, createdAt: now.toISOString() });
    return { IdentityStoreId: world.ids.identityStoreId, MembershipId: id };
  },
});

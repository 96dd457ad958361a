import type { IsMemberInGroupsRequest, IsMemberInGroupsResponse } from "@aws-sdk/client-identitystore";
import { membershipKey } from "../world.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { groupIds, identityStoreId, requiredStructure } from "./input-rules.ts";
import { getGroup, getUser, userIdOf } from "./known-things.ts";

export const isMemberInGroups = identityStoreOperation<IsMemberInGroupsRequest, IsMemberInGroupsResponse>({
  name: "IsMemberInGroups",
  rules: { IdentityStoreId: identityStoreId, MemberId: requiredStructure, GroupIds: groupIds },
  answer({ world }, input) {
    const user = getUser(world, input.IdentityStoreId, userIdOf(input.MemberId));
    return {
      Results: input.GroupIds.map((groupId) => {
        const group = getGroup(world, input.IdentityStoreId, groupId);
        return {
          GroupId: group.id,
          MemberId: { UserId: user.id },
          MembershipExists: world.memberships.count("groupAndUser", membershipKey(group.id, user.id)) > 0,
        };
      }),
    };
  },
});

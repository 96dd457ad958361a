import type { DescribeGroupMembershipRequest, DescribeGroupMembershipResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, resourceId } from "./input-rules.ts";
import { getMembership } from "./known-things.ts";

export const describeGroupMembership = identityStoreOperation<
  DescribeGroupMembershipRequest,
  DescribeGroupMembershipResponse
>({
  name: "DescribeGroupMembership",
  rules: { IdentityStoreId: identityStoreId, MembershipId: resourceId },
  answer({ world }, input) {
    const membership = getMembership(world, input.IdentityStoreId, input.MembershipId);
    return {
      IdentityStoreId: world.ids.identityStoreId,
      MembershipId: membership.id,
      GroupId: membership.groupId,
      MemberId: { UserId: membership.userId },
      CreatedAt: new Date(membership.createdAt),
      UpdatedAt: new Date(membership.createdAt),
    };
  },
});

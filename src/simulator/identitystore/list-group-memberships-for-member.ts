import type {
  ListGroupMembershipsForMemberRequest,
  ListGroupMembershipsForMemberResponse,
} from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, maxResults, nextToken, requiredStructure } from "./input-rules.ts";
import { getUser, pageOfRows, userIdOf } from "./known-things.ts";
import { presentMembership } from "./present.ts";

export const listGroupMembershipsForMember = identityStoreOperation<
  ListGroupMembershipsForMemberRequest,
  ListGroupMembershipsForMemberResponse
>({
  name: "ListGroupMembershipsForMember",
  rules: {
    IdentityStoreId: identityStoreId,
    MemberId: requiredStructure,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    const user = getUser(world, input.IdentityStoreId, userIdOf(input.MemberId));
    const rows = world.memberships.where("user", user.id);
    const page = pageOfRows(world, { operation: "ListGroupMembershipsForMember", asked: [user.id], rows, input });
    return { GroupMemberships: page.rows.map((row) => presentMembership(world, row)), NextToken: page.nextToken };
  },
});

import type { ListGroupMembershipsRequest, ListGroupMembershipsResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, maxResults, nextToken, resourceId } from "./input-rules.ts";
import { getGroup, pageOfRows } from "./known-things.ts";
import { presentMembership } from "./present.ts";

export const listGroupMemberships = identityStoreOperation<ListGroupMembershipsRequest, ListGroupMembershipsResponse>({
  name: "ListGroupMemberships",
  rules: { IdentityStoreId: identityStoreId, GroupId: resourceId, MaxResults: maxResults, NextToken: nextToken },
  answer({ world }, input) {
    const group = getGroup(world, input.IdentityStoreId, input.GroupId);
    const rows = world.memberships.where("group", group.id);
    const page = pageOfRows(world, { operation: "ListGroupMemberships", asked: [group.id], rows, input });
    return { GroupMemberships: page.rows.map((row) => presentMembership(world, row)), NextToken: page.nextToken };
  },
});

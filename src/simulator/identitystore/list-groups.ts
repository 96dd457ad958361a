import type { ListGroupsRequest, ListGroupsResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { filters, identityStoreId, maxResults, nextToken } from "./input-rules.ts";
import { assertIdentityStore, pageOfRows } from "./known-things.ts";
import { onlyFilter } from "./only-filter.ts";
import { presentGroup } from "./present.ts";

export const listGroups = identityStoreOperation<ListGroupsRequest, ListGroupsResponse>({
  name: "ListGroups",
  rules: { IdentityStoreId: identityStoreId, MaxResults: maxResults, NextToken: nextToken, Filters: filters },
  answer({ world }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    const displayName = onlyFilter(input.Filters, "DisplayName");
    const rows = displayName ? world.groups.where("displayName", displayName) : world.groups.all();
    const page = pageOfRows(world, { operation: "ListGroups", asked: [displayName], rows, input });
    return { Groups: page.rows.map((row) => presentGroup(world, row)), NextToken: page.nextToken };
  },
});

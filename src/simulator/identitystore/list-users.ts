import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { extensionNames, filters, identityStoreId, maxResults, nextToken } from "./input-rules.ts";
import { assertIdentityStore, pageOfRows } from "./known-things.ts";
import { onlyFilter } from "./only-filter.ts";
import { presentUser } from "./present.ts";

export const listUsers = identityStoreOperation<ListUsersRequest, ListUsersResponse>({
  name: "ListUsers",
  rules: {
    IdentityStoreId: identityStoreId,
    Extensions: extensionNames,
    MaxResults: maxResults,
    NextToken: nextToken,
    Filters: filters,
  },
  answer({ world }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    const userName = onlyFilter(input.Filters, "UserName");
    const rows = userName ? world.users.where("userName", userName.toLowerCase()) : world.users.all();
    const page = pageOfRows(world, { operation: "ListUsers", asked: [userName], rows, input });
    return { Users: page.rows.map((row) => presentUser(world, row)), NextToken: page.nextToken };
  },
});

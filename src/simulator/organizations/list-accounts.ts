import type { ListAccountsRequest, ListAccountsResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken } from "./input-rules.ts";
import { pageOfRows } from "./known-things.ts";
import { presentAccount } from "./present.ts";

export const listAccounts = organizationsOperation<ListAccountsRequest, ListAccountsResponse>({
  name: "ListAccounts",
  rules: { NextToken: nextToken, MaxResults: maxResults },
  answer({ world, now }, input) {
    const rows = world.accounts.all();
    const page = pageOfRows(world, { operation: "ListAccounts", asked: [], rows, keyOf: (row) => row.id, input });
    return { Accounts: page.rows.map((row) => presentAccount(world, row, now)), NextToken: page.nextToken };
  },
});

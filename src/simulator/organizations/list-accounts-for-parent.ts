import type { ListAccountsForParentRequest, ListAccountsForParentResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken, parentId } from "./input-rules.ts";
import { assertParent, pageOfRows } from "./known-things.ts";
import { presentAccount } from "./present.ts";

export const listAccountsForParent = organizationsOperation<
  ListAccountsForParentRequest,
  ListAccountsForParentResponse
>({
  name: "ListAccountsForParent",
  rules: { ParentId: parentId, NextToken: nextToken, MaxResults: maxResults },
  answer({ world, now }, input) {
    assertParent(world, input.ParentId);
    const page = pageOfRows(world, {
      operation: "ListAccountsForParent",
      asked: [input.ParentId],
      rows: world.accounts.where("parent", input.ParentId),
      keyOf: (row) => row.id,
      input,
    });
    return { Accounts: page.rows.map((row) => presentAccount(world, row, now)), NextToken: page.nextToken };
  },
});

import type { ListChildrenRequest, ListChildrenResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { childType, maxResults, nextToken, parentId } from "./input-rules.ts";
import { assertParent, pageOfRows } from "./known-things.ts";

export const listChildren = organizationsOperation<ListChildrenRequest, ListChildrenResponse>({
  name: "ListChildren",
  rules: { ParentId: parentId, ChildType: childType, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    assertParent(world, input.ParentId);
    const children = input.ChildType === "ACCOUNT" ? world.accounts : world.orgUnits;
    const page = pageOfRows(world, {
      operation: "ListChildren",
      asked: [input.ParentId, input.ChildType],
      rows: children.where("parent", input.ParentId).map((row) => row.id),
      keyOf: (id) => id,
      input,
    });
    return { Children: page.rows.map((id) => ({ Id: id, Type: input.ChildType })), NextToken: page.nextToken };
  },
});

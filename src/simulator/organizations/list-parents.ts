import type { ListParentsRequest, ListParentsResponse } from "@aws-sdk/client-organizations";
import { AwsError } from "../aws/aws-error.ts";
import { organizationsOperation } from "./define-operation.ts";
import { childId, maxResults, nextToken } from "./input-rules.ts";
import { pageOfRows } from "./known-things.ts";
import { presentParent } from "./present.ts";

export const listParents = organizationsOperation<ListParentsRequest, ListParentsResponse>({
  name: "ListParents",
  rules: { ChildId: childId, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    const child = world.accounts.get(input.ChildId) ?? world.orgUnits.get(input.ChildId);
    if (!child) throw new AwsError("ChildNotFoundException", "You specified a child that doesn't exist.");
    const page = pageOfRows(world, {
      operation: "ListParents",
      asked: [input.ChildId],
      rows: [child.parentId],
      keyOf: (id) => id,
      input,
    });
    return { Parents: page.rows.map((id) => presentParent(world, id)), NextToken: page.nextToken };
  },
});

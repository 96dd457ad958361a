import type {
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
} from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken, parentId } from "./input-rules.ts";
import { assertParent, pageOfRows } from "./known-things.ts";
import { presentOrgUnit } from "./present.ts";

export const listOrganizationalUnitsForParent = organizationsOperation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
>({
  name: "ListOrganizationalUnitsForParent",
  rules: { ParentId: parentId, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    assertParent(world, input.ParentId);
    const page = pageOfRows(world, {
      operation: "ListOrganizationalUnitsForParent",
      asked: [input.ParentId],
      rows: world.orgUnits.where("parent", input.ParentId),
      keyOf: (row) => row.id,
      input,
    });
    return { OrganizationalUnits: page.rows.map((row) => presentOrgUnit(world, row)), NextToken: page.nextToken };
  },
});

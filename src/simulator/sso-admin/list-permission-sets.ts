import type { ListPermissionSetsRequest, ListPermissionSetsResponse } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, maxResults, nextToken } from "./input-rules.ts";
import { assertInstance, pageOfRows } from "./known-things.ts";

export const listPermissionSets = ssoAdminOperation<ListPermissionSetsRequest, ListPermissionSetsResponse>({
  name: "ListPermissionSets",
  rules: { InstanceArn: instanceArn, MaxResults: maxResults, NextToken: nextToken },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const page = pageOfRows(world, {
      operation: "ListPermissionSets",
      asked: [],
      rows: world.permissionSets.all(),
      keyOf: (row) => row.arn,
      input,
    });
    return { PermissionSets: page.rows.map((row) => row.arn), NextToken: page.nextToken };
  },
});

import type { ListAccountAssignmentsRequest, ListAccountAssignmentsResponse } from "@aws-sdk/client-sso-admin";
import { assignmentKey, pairKey } from "../world.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { accountId, instanceArn, maxResults, nextToken, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet, pageOfRows } from "./known-things.ts";

export const listAccountAssignments = ssoAdminOperation<ListAccountAssignmentsRequest, ListAccountAssignmentsResponse>({
  name: "ListAccountAssignments",
  rules: {
    InstanceArn: instanceArn,
    AccountId: accountId,
    PermissionSetArn: permissionSetArn,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    const permissionSet = getPermissionSet(world, input.InstanceArn, input.PermissionSetArn);
    const page = pageOfRows(world, {
      operation: "ListAccountAssignments",
      asked: [input.AccountId, permissionSet.arn],
      rows: world.assignments.where("pair", pairKey(input.AccountId, permissionSet.arn)),
      keyOf: assignmentKey,
      input,
    });
    return {
      AccountAssignments: page.rows.map((row) => ({
        AccountId: row.accountId,
        PermissionSetArn: row.permissionSetArn,
        PrincipalType: row.principalType,
        PrincipalId: row.principalId,
      })),
      NextToken: page.nextToken,
    };
  },
});

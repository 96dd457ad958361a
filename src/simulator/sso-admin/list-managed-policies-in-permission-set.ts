import type {
  ListManagedPoliciesInPermissionSetRequest,
  ListManagedPoliciesInPermissionSetResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, maxResults, nextToken, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet, pageOfRows } from "./known-things.ts";

export const listManagedPoliciesInPermissionSet = ssoAdminOperation<
  ListManagedPoliciesInPermissionSetRequest,
  ListManagedPoliciesInPermissionSetResponse
>({
  name: "ListManagedPoliciesInPermissionSet",
  rules: {
    InstanceArn: instanceArn,
    PermissionSetArn: permissionSetArn,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    const permissionSet = getPermissionSet(world, input.InstanceArn, input.PermissionSetArn);
    const page = pageOfRows(world, {
      operation: "ListManagedPoliciesInPermissionSet",
      asked: [permissionSet.arn],
      rows: permissionSet.managedPolicyArns,
      keyOf: (arn) => arn,
      input,
    });
    return {
      AttachedManagedPolicies: page.rows.map((Arn) => ({ Name: Arn.split("/").at(-1), Arn })),
      NextToken: page.nextToken,
    };
  },
});

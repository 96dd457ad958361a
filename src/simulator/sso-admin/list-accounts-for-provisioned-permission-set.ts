import type {
  ListAccountsForProvisionedPermissionSetRequest,
  ListAccountsForProvisionedPermissionSetResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { hasProvisioningStatus } from "./has-provisioning-status.ts";
import { instanceArn, maxResults, nextToken, permissionSetArn, provisioningStatus } from "./input-rules.ts";
import { getPermissionSet, pageOfRows } from "./known-things.ts";

export const listAccountsForProvisionedPermissionSet = ssoAdminOperation<
  ListAccountsForProvisionedPermissionSetRequest,
  ListAccountsForProvisionedPermissionSetResponse
>({
  name: "ListAccountsForProvisionedPermissionSet",
  rules: {
    InstanceArn: instanceArn,
    PermissionSetArn: permissionSetArn,
    ProvisioningStatus: provisioningStatus,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    const permissionSet = getPermissionSet(world, input.InstanceArn, input.PermissionSetArn);
    const page = pageOfRows(world, {
      operation: "ListAccountsForProvisionedPermissionSet",
      asked: [permissionSet.arn, input.ProvisioningStatus],
      rows: world.provisioned
        .where("permissionSet", permissionSet.arn)
        .filter((role) => hasProvisioningStatus(world, role, input.ProvisioningStatus)),
      keyOf: (role) => role.accountId,
      input,
    });
    return { AccountIds: page.rows.map((role) => role.accountId), NextToken: page.nextToken };
  },
});

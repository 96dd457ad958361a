import type {
  ListPermissionSetsProvisionedToAccountRequest,
  ListPermissionSetsProvisionedToAccountResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { hasProvisioningStatus } from "./has-provisioning-status.ts";
import { accountId, instanceArn, maxResults, nextToken, provisioningStatus } from "./input-rules.ts";
import { assertInstance, pageOfRows } from "./known-things.ts";

export const listPermissionSetsProvisionedToAccount = ssoAdminOperation<
  ListPermissionSetsProvisionedToAccountRequest,
  ListPermissionSetsProvisionedToAccountResponse
>({
  name: "ListPermissionSetsProvisionedToAccount",
  rules: {
    InstanceArn: instanceArn,
    AccountId: accountId,
    ProvisioningStatus: provisioningStatus,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const page = pageOfRows(world, {
      operation: "ListPermissionSetsProvisionedToAccount",
      asked: [input.AccountId, input.ProvisioningStatus],
      rows: world.provisioned
        .where("account", input.AccountId)
        .filter((role) => hasProvisioningStatus(world, role, input.ProvisioningStatus)),
      keyOf: (role) => role.permissionSetArn,
      input,
    });
    return { PermissionSets: page.rows.map((role) => role.permissionSetArn), NextToken: page.nextToken };
  },
});

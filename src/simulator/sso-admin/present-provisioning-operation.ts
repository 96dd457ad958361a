import type { PermissionSetProvisioningStatus } from "@aws-sdk/client-sso-admin";
import type { ProvisioningOperationRow } from "../rows.ts";

export const presentProvisioningOperation = (operation: ProvisioningOperationRow): PermissionSetProvisioningStatus => ({
  Status: operation.status,
  RequestId: operation.requestId,
  AccountId: operation.accountId ?? undefined,
  PermissionSetArn: operation.permissionSetArn,
  FailureReason: operation.failureReason ?? undefined,
  CreatedDate: new Date(operation.createdAt),
});

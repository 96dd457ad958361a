import type {
  AccountAssignmentOperationStatus,
  AccountAssignmentOperationStatusMetadata,
} from "@aws-sdk/client-sso-admin";
import type { AssignmentOperationRow } from "../rows.ts";

export const presentAssignmentOperation = (operation: AssignmentOperationRow): AccountAssignmentOperationStatus => ({
  Status: operation.status,
  RequestId: operation.requestId,
  FailureReason: operation.failureReason ?? undefined,
  TargetId: operation.accountId,
  TargetType: "AWS_ACCOUNT",
  PermissionSetArn: operation.permissionSetArn,
  PrincipalType: operation.principalType,
  PrincipalId: operation.principalId,
  CreatedDate: new Date(operation.createdAt),
});

export const presentOperationMetadata = (
  operation: AssignmentOperationRow,
): AccountAssignmentOperationStatusMetadata => ({
  Status: operation.status,
  RequestId: operation.requestId,
  CreatedDate: new Date(operation.createdAt),
});

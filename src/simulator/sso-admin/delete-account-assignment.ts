import type { DeleteAccountAssignmentRequest, DeleteAccountAssignmentResponse } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { accountId, instanceArn, permissionSetArn, principalId, principalType, targetType } from "./input-rules.ts";
import { startAssignmentOperation } from "./start-assignment-operation.ts";

export const deleteAccountAssignment = ssoAdminOperation<
  DeleteAccountAssignmentRequest,
  DeleteAccountAssignmentResponse
>({
  name: "DeleteAccountAssignment",
  rules: {
    InstanceArn: instanceArn,
    TargetId: accountId,
    TargetType: targetType,
    PermissionSetArn: permissionSetArn,
    PrincipalType: principalType,
    PrincipalId: principalId,
  },
  answer: (call, input) => ({ AccountAssignmentDeletionStatus: startAssignmentOperation(call, "delete", input) }),
});

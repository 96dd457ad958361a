import type { CreateAccountAssignmentRequest, CreateAccountAssignmentResponse } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { accountId, instanceArn, permissionSetArn, principalId, principalType, targetType } from "./input-rules.ts";
import { startAssignmentOperation } from "./start-assignment-operation.ts";

export const createAccountAssignment = ssoAdminOperation<
  CreateAccountAssignmentRequest,
  CreateAccountAssignmentResponse
>({
  name: "CreateAccountAssignment",
  rules: {
    InstanceArn: instanceArn,
    TargetId: accountId,
    TargetType: targetType,
    PermissionSetArn: permissionSetArn,
    PrincipalType: principalType,
    PrincipalId: principalId,
  },
  answer: (call, input) => ({ AccountAssignmentCreationStatus: startAssignmentOperation(call, "create", input) }),
});

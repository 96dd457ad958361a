import type { AttachManagedPolicyToPermissionSetRequest } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import { changePermissionSet } from "./change-permission-set.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, managedPolicyArn, permissionSetArn } from "./input-rules.ts";

const MOST_POLICIES = 20;

export const attachManagedPolicyToPermissionSet = ssoAdminOperation<AttachManagedPolicyToPermissionSetRequest, object>({
  name: "AttachManagedPolicyToPermissionSet",
  rules: { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn, ManagedPolicyArn: managedPolicyArn },
  answer(call, input) {
    changePermissionSet(call, {
      action: "AttachManagedPolicyToPermissionSet",
      instanceArn: input.InstanceArn,
      permissionSetArn: input.PermissionSetArn,
      change({ managedPolicyArns }) {
        if (managedPolicyArns.includes(input.ManagedPolicyArn))
          throw new AwsError("ConflictException", "Managed policy already attached to the permission set");
        if (managedPolicyArns.length >= MOST_POLICIES)
          throw new AwsError(
            "ServiceQuotaExceededException",
            `A permission set takes ${MOST_POLICIES} managed policies.`,
          );
        return { managedPolicyArns: [...managedPolicyArns, input.ManagedPolicyArn] };
      },
    });
    return {};
  },
});

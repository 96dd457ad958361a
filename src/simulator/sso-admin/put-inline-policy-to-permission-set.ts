import type { PutInlinePolicyToPermissionSetRequest } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import { changePermissionSet } from "./change-permission-set.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { inlinePolicy, instanceArn, permissionSetArn } from "./input-rules.ts";

const isJsonObject = (text: string) => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

export const putInlinePolicyToPermissionSet = ssoAdminOperation<PutInlinePolicyToPermissionSetRequest, object>({
  name: "PutInlinePolicyToPermissionSet",
  rules: { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn, InlinePolicy: inlinePolicy },
  answer(call, input) {
    if (!isJsonObject(input.InlinePolicy))
      throw new AwsError("ValidationException", "The inline policy is not a valid policy document.");
    changePermissionSet(call, {
      action: "PutInlinePolicyToPermissionSet",
      instanceArn: input.InstanceArn,
      permissionSetArn: input.PermissionSetArn,
      change: () => ({ inlinePolicy: input.InlinePolicy }),
    });
    return {};
  },
});

import type {
  GetInlinePolicyForPermissionSetRequest,
  GetInlinePolicyForPermissionSetResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet } from "./known-things.ts";

/** A permission set without an inline policy answers an empty one, as AWS does. */
export const getInlinePolicyForPermissionSet = ssoAdminOperation<
  GetInlinePolicyForPermissionSetRequest,
  GetInlinePolicyForPermissionSetResponse
>({
  name: "GetInlinePolicyForPermissionSet",
  rules: { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn },
  answer: ({ world }, input) => ({
    InlinePolicy: getPermissionSet(world, input.InstanceArn, input.PermissionSetArn).inlinePolicy,
  }),
});

import type { DeletePermissionSetRequest } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import { assertPermissionSetManageable } from "./assert-manageable.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet } from "./known-things.ts";

/** Deletes a permission set that is provisioned nowhere; AWS refuses any other. */
export const deletePermissionSet = ssoAdminOperation<DeletePermissionSetRequest, object>({
  name: "DeletePermissionSet",
  rules: { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn },
  answer(call, input) {
    const { arn } = getPermissionSet(call.world, input.InstanceArn, input.PermissionSetArn);
    assertPermissionSetManageable(call, "DeletePermissionSet", arn);
    if (call.world.provisioned.count("permissionSet", arn) > 0)
      throw new AwsError(
        "ConflictException",
        "Could not delete because PermissionSet has ApplicationProfile associated with it",
      );
    call.world.permissionSets.delete(arn);
    return {};
  },
});

import type {
  DescribePermissionSetProvisioningStatusRequest,
  DescribePermissionSetProvisioningStatusResponse,
} from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, requestId } from "./input-rules.ts";
import { assertInstance } from "./known-things.ts";
import { presentProvisioningOperation } from "./present-provisioning-operation.ts";

export const describePermissionSetProvisioningStatus = ssoAdminOperation<
  DescribePermissionSetProvisioningStatusRequest,
  DescribePermissionSetProvisioningStatusResponse
>({
  name: "DescribePermissionSetProvisioningStatus",
  rules: { InstanceArn: instanceArn, ProvisionPermissionSetRequestId: requestId },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const operation = world.provisioningOperations.get(input.ProvisionPermissionSetRequestId);
    if (!operation)
      throw new AwsError(
        "ResourceNotFoundException",
        `Could not find ProvisionPermissionSetRequest with id ${input.ProvisionPermissionSetRequestId}`,
      );
    return { PermissionSetProvisioningStatus: presentProvisioningOperation(operation) };
  },
});

import type {
  DescribeAccountAssignmentCreationStatusRequest,
  DescribeAccountAssignmentCreationStatusResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { getAssignmentOperation } from "./get-assignment-operation.ts";
import { instanceArn, requestId } from "./input-rules.ts";
import { assertInstance } from "./known-things.ts";
import { presentAssignmentOperation } from "./present-assignment-operation.ts";

export const describeAccountAssignmentCreationStatus = ssoAdminOperation<
  DescribeAccountAssignmentCreationStatusRequest,
  DescribeAccountAssignmentCreationStatusResponse
>({
  name: "DescribeAccountAssignmentCreationStatus",
  rules: { InstanceArn: instanceArn, AccountAssignmentCreationRequestId: requestId },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const operation = getAssignmentOperation(world, "create", input.AccountAssignmentCreationRequestId);
    return { AccountAssignmentCreationStatus: presentAssignmentOperation(operation) };
  },
});

import type {
  DescribeAccountAssignmentDeletionStatusRequest,
  DescribeAccountAssignmentDeletionStatusResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { getAssignmentOperation } from "./get-assignment-operation.ts";
import { instanceArn, requestId } from "./input-rules.ts";
import { assertInstance } from "./known-things.ts";
import { presentAssignmentOperation } from "./present-assignment-operation.ts";

export const describeAccountAssignmentDeletionStatus = ssoAdminOperation<
  DescribeAccountAssignmentDeletionStatusRequest,
  DescribeAccountAssignmentDeletionStatusResponse
>({
  name: "DescribeAccountAssignmentDeletionStatus",
  rules: { InstanceArn: instanceArn, AccountAssignmentDeletionRequestId: requestId },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const operation = getAssignmentOperation(world, "delete", input.AccountAssignmentDeletionRequestId);
    return { AccountAssignmentDeletionStatus: presentAssignmentOperation(operation) };
  },
});

import type {
  ListAccountAssignmentDeletionStatusRequest,
  ListAccountAssignmentDeletionStatusResponse,
} from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, maxResults, nextToken, structure } from "./input-rules.ts";
import { pageOfAssignmentOperations } from "./page-of-assignment-operations.ts";

export const listAccountAssignmentDeletionStatus = ssoAdminOperation<
  ListAccountAssignmentDeletionStatusRequest,
  ListAccountAssignmentDeletionStatusResponse
>({
  name: "ListAccountAssignmentDeletionStatus",
  rules: { InstanceArn: instanceArn, MaxResults: maxResults, NextToken: nextToken, Filter: structure },
  answer(call, input) {
    const { statuses, nextToken: NextToken } = pageOfAssignmentOperations(call, "delete", input);
    return { AccountAssignmentsDeletionStatus: statuses, NextToken };
  },
});

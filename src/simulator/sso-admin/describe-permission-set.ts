import type {
  DescribePermissionSetRequest,
  DescribePermissionSetResponse,
  PermissionSet,
} from "@aws-sdk/client-sso-admin";
import type { PermissionSetRow } from "../rows.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet } from "./known-things.ts";

export const presentPermissionSet = (row: PermissionSetRow): PermissionSet => ({
  Name: row.name,
  PermissionSetArn: row.arn,
  Description: row.description,
  CreatedDate: new Date(row.createdAt),
  SessionDuration: row.sessionDuration,
  RelayState: row.relayState,
});

export const describePermissionSet = ssoAdminOperation<DescribePermissionSetRequest, DescribePermissionSetResponse>({
  name: "DescribePermissionSet",
  rules: { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn },
  answer: ({ world }, input) => ({
    PermissionSet: presentPermissionSet(getPermissionSet(world, input.InstanceArn, input.PermissionSetArn)),
  }),
});

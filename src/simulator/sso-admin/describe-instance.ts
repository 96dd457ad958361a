import type { DescribeInstanceRequest, DescribeInstanceResponse } from "@aws-sdk/client-sso-admin";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn } from "./input-rules.ts";
import { assertInstance } from "./known-things.ts";
import { presentInstance } from "./list-instances.ts";

export const describeInstance = ssoAdminOperation<DescribeInstanceRequest, DescribeInstanceResponse>({
  name: "DescribeInstance",
  rules: { InstanceArn: instanceArn },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    return { ...presentInstance(world), PermissionSetsEnabled: true };
  },
});

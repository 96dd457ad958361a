import type { DescribeGroupRequest, DescribeGroupResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, resourceId } from "./input-rules.ts";
import { getGroup } from "./known-things.ts";
import { presentGroup } from "./present.ts";

export const describeGroup = identityStoreOperation<DescribeGroupRequest, DescribeGroupResponse>({
  name: "DescribeGroup",
  rules: { IdentityStoreId: identityStoreId, GroupId: resourceId },
  answer: ({ world }, input) => presentGroup(world, getGroup(world, input.IdentityStoreId, input.GroupId)),
});

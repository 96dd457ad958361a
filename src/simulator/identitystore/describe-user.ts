import type { DescribeUserRequest, DescribeUserResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { extensionNames, identityStoreId, resourceId } from "./input-rules.ts";
import { getUser } from "./known-things.ts";
import { presentUser } from "./present.ts";

export const describeUser = identityStoreOperation<DescribeUserRequest, DescribeUserResponse>({
  name: "DescribeUser",
  rules: { IdentityStoreId: identityStoreId, UserId: resourceId, Extensions: extensionNames },
  answer: ({ world }, input) => presentUser(world, getUser(world, input.IdentityStoreId, input.UserId)),
});

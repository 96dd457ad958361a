import type { DescribeAccountRequest, DescribeAccountResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { accountId } from "./input-rules.ts";
import { getAccount } from "./known-things.ts";
import { presentAccount } from "./present.ts";

export const describeAccount = organizationsOperation<DescribeAccountRequest, DescribeAccountResponse>({
  name: "DescribeAccount",
  rules: { AccountId: accountId },
  answer: ({ world, now }, input) => ({ Account: presentAccount(world, getAccount(world, input.AccountId), now) }),
});

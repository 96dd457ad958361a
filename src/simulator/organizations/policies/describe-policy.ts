import type { DescribePolicyRequest, DescribePolicyResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "../define-operation.ts";
import { fullAccess, fullAccessContent, getPolicy, presentPolicy } from "./known-policies.ts";
import { policyId } from "./rules.ts";

export const describePolicy = organizationsOperation<DescribePolicyRequest, DescribePolicyResponse>({
  name: "DescribePolicy",
  rules: { PolicyId: policyId },
  answer({ world }, input) {
    if (input.PolicyId === fullAccess.Id) return { Policy: { PolicySummary: fullAccess, Content: fullAccessContent } };
    return { Policy: presentPolicy(world, getPolicy(world, input.PolicyId)) };
  },
});

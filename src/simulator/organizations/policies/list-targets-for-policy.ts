import type { ListTargetsForPolicyRequest, ListTargetsForPolicyResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "../define-operation.ts";
import { maxResults, nextToken } from "../input-rules.ts";
import { pageOfRows } from "../known-things.ts";
import { getPolicy, getTarget } from "./known-policies.ts";
import { policyId } from "./rules.ts";

export const listTargetsForPolicy = organizationsOperation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse>({
  name: "ListTargetsForPolicy",
  rules: { PolicyId: policyId, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    const page = pageOfRows(world, {
      operation: "ListTargetsForPolicy",
      asked: [input.PolicyId],
      rows: getPolicy(world, input.PolicyId).targets.map((id) => getTarget(world, id)),
      keyOf: (row) => row.TargetId ?? "",
      input,
    });
    return { Targets: page.rows, NextToken: page.nextToken };
  },
});

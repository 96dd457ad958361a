import type { ListPoliciesForTargetRequest, ListPoliciesForTargetResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "../define-operation.ts";
import { maxResults, nextToken } from "../input-rules.ts";
import { pageOfRows } from "../known-things.ts";
import { readPolicies } from "./kept-policies.ts";
import { fullAccess, getTarget, presentSummary } from "./known-policies.ts";
import { policyType, targetId } from "./rules.ts";

/** Attached to the target itself; what it inherits is not listed. */
export const listPoliciesForTarget = organizationsOperation<
  ListPoliciesForTargetRequest,
  ListPoliciesForTargetResponse
>({
  name: "ListPoliciesForTarget",
  rules: { TargetId: targetId, Filter: policyType, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    getTarget(world, input.TargetId);
    const own = readPolicies(world).policies.filter(({ targets }) => targets.includes(input.TargetId));
    const page = pageOfRows(world, {
      operation: "ListPoliciesForTarget",
      asked: [input.TargetId, input.Filter],
      rows: [fullAccess, ...own.map((row) => presentSummary(world, row))],
      keyOf: (row) => row.Id ?? "",
      input,
    });
    return { Policies: page.rows, NextToken: page.nextToken };
  },
});

import type { ListPoliciesRequest, ListPoliciesResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "../define-operation.ts";
import { maxResults, nextToken } from "../input-rules.ts";
import { pageOfRows } from "../known-things.ts";
import { readPolicies } from "./kept-policies.ts";
import { fullAccess, presentSummary } from "./known-policies.ts";
import { policyType } from "./rules.ts";

export const listPolicies = organizationsOperation<ListPoliciesRequest, ListPoliciesResponse>({
  name: "ListPolicies",
  rules: { Filter: policyType, NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    const rows = [fullAccess, ...readPolicies(world).policies.map((row) => presentSummary(world, row))];
    const page = pageOfRows(world, {
      operation: "ListPolicies",
      asked: [input.Filter],
      rows,
      keyOf: (row) => row.Id ?? "",
      input,
    });
    return { Policies: page.rows, NextToken: page.nextToken };
  },
});

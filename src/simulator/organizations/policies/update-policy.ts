import type { UpdatePolicyRequest, UpdatePolicyResponse } from "@aws-sdk/client-organizations";
import { parseServiceControlPolicy } from "../../policies/service-control.ts";
import { organizationsOperation } from "../define-operation.ts";
import { keepPolicy } from "./kept-policies.ts";
import { assertWritable, getOwnPolicy, presentPolicy } from "./known-policies.ts";
import { assertMayManage, policyArn } from "./may-manage.ts";
import { content, description, policyId, policyName } from "./rules.ts";

/** What is left out stays as it is. */
export const updatePolicy = organizationsOperation<UpdatePolicyRequest, UpdatePolicyResponse>({
  name: "UpdatePolicy",
  rules: { PolicyId: policyId, Name: policyName, Description: description, Content: content },
  answer(call, input) {
    const { world } = call;
    assertMayManage(call, "UpdatePolicy", [policyArn(call, input.PolicyId)]);
    const before = getOwnPolicy(world, input.PolicyId);
    const row = {
      ...before,
      name: input.Name ?? before.name,
      description: input.Description ?? before.description,
      content: input.Content ?? before.content,
    };
    assertWritable(world, row);
    parseServiceControlPolicy(row.content);
    keepPolicy(world, row);
    return { Policy: presentPolicy(world, row) };
  },
});

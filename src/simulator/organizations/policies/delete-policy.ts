import type { DeletePolicyRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import { organizationsOperation } from "../define-operation.ts";
import { keepPolicies, readPolicies } from "./kept-policies.ts";
import { getOwnPolicy } from "./known-policies.ts";
import { assertMayManage, policyArn } from "./may-manage.ts";
import { policyId } from "./rules.ts";

/** Only what is attached nowhere can be deleted. */
export const deletePolicy = organizationsOperation<DeletePolicyRequest, object>({
  name: "DeletePolicy",
  rules: { PolicyId: policyId },
  answer(call, input) {
    const { world } = call;
    assertMayManage(call, "DeletePolicy", [policyArn(call, input.PolicyId)]);
    const row = getOwnPolicy(world, input.PolicyId);
    if (row.targets.length > 0)
      throw new AwsError(
        "PolicyInUseException",
        "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
      );
    keepPolicies(world, { policies: readPolicies(world).policies.filter(({ id }) => id !== row.id) });
    return {};
  },
});

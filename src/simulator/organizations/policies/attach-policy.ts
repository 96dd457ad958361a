import type { AttachPolicyRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import { organizationsOperation } from "../define-operation.ts";
import { keepPolicy, readPolicies } from "./kept-policies.ts";
import { getOwnPolicy, getTarget } from "./known-policies.ts";
import { assertMayManage, policyArn } from "./may-manage.ts";
import { policyId, targetId } from "./rules.ts";

/** Besides AWS's own: five in all is what a root, unit or account holds. */
const mostOfOurs = 4;

export const attachPolicy = organizationsOperation<AttachPolicyRequest, object>({
  name: "AttachPolicy",
  rules: { PolicyId: policyId, TargetId: targetId },
  answer(call, input) {
    const { world } = call;
    const target = getTarget(world, input.TargetId);
    assertMayManage(call, "AttachPolicy", [policyArn(call, input.PolicyId), target.Arn ?? ""]);
    const row = getOwnPolicy(world, input.PolicyId);
    const { isEnabled, policies } = readPolicies(world);
    if (!isEnabled)
      throw new AwsError(
        "PolicyTypeNotEnabledException",
        "This operation can be performed only for enabled policy types.",
      );
    if (row.targets.includes(input.TargetId))
      throw new AwsError(
        "DuplicatePolicyAttachmentException",
        "A policy with the specified name and type already exists.",
      );
    if (policies.filter(({ targets }) => targets.includes(input.TargetId)).length >= mostOfOurs)
      throw new AwsError(
        "ConstraintViolationException",
        "You have attached the maximum number of policies to the target.",
        {
          Reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        },
      );
    keepPolicy(world, { ...row, targets: [...row.targets, input.TargetId] });
    return {};
  },
});

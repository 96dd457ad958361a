import type { DetachPolicyRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import { organizationsOperation } from "../define-operation.ts";
import { keepPolicy } from "./kept-policies.ts";
import { fullAccess, getPolicy, getTarget } from "./known-policies.ts";
import { assertMayManage, policyArn } from "./may-manage.ts";
import { policyId, targetId } from "./rules.ts";

export const detachPolicy = organizationsOperation<DetachPolicyRequest, object>({
  name: "DetachPolicy",
  rules: { PolicyId: policyId, TargetId: targetId },
  answer(call, input) {
    const { world } = call;
    const target = getTarget(world, input.TargetId);
    assertMayManage(call, "DetachPolicy", [policyArn(call, input.PolicyId), target.Arn ?? ""]);
    if (input.PolicyId === fullAccess.Id)
      throw new AwsError("ConstraintViolationException", "The simulator keeps FullAWSAccess attached to everything.", {
        Reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
      });
    const row = getPolicy(world, input.PolicyId);
    if (!row.targets.includes(input.TargetId))
      throw new AwsError(
        "PolicyNotAttachedException",
        "The policy isn't attached to the specified target in the specified root.",
      );
    keepPolicy(world, { ...row, targets: row.targets.filter((id) => id !== input.TargetId) });
    return {};
  },
});

import { decidingEffect } from "../core/deciding-effect.ts";
import { policyEffect } from "../core/policy-effect.ts";
import { notFound } from "../core/refusal.ts";
import { listAllApprovalPolicies } from "../store/approval-policies.ts";
import { readSettings } from "../store/settings.ts";
import { assertAdmin } from "./assert-admin.ts";
import { type ApprovalPolicyInput, approvalReferences, assertApprovalPolicy } from "./assert-approval-policy.ts";
import type { CommandContext } from "./context.ts";
import type { Coverage } from "./find-covered-sets.ts";
import { findPolicySides, mostListed, type PolicyChange, type PolicyPreview } from "./find-policy-sides.ts";

export const approvalCoverage = (policy: ApprovalPolicyInput): Coverage => ({
  ...approvalReferences(policy),
  everyRole: policy.permissionSetArns.length === 0,
  approvalRequired: false,
});

/**
 * Who could decide about what no longer, or anew, and where another number of approvals would be needed, if the approval policy were
 * made, changed or deleted so. Changes nothing; refuses as the change would.
 */
export const previewApprovalPolicy = async (
  ctx: CommandContext,
  change: PolicyChange<ApprovalPolicyInput>,
): Promise<PolicyPreview> => {
  await assertAdmin(ctx.db, change.caller);
  const policies = await listAllApprovalPolicies(ctx.db);
  const before = policies.find(({ id }) => id === change.id);
  if (change.id !== undefined && !before) throw notFound("approval-policy");
  if (change.input) await assertApprovalPolicy(ctx.db, { input: change.input, previous: before });
  const sides = await findPolicySides<ApprovalPolicyInput>(ctx.db, {
    before,
    after: change.input,
    others: policies.filter(({ id }) => id !== change.id),
    coverageOf: approvalCoverage,
  });
  const { onLostEligibility } = await readSettings(ctx.db);
  return {
    ...policyEffect({ ...sides, most: mostListed }),
    ...decidingEffect({ ...sides, most: mostListed }),
    openAccess: { count: 0, items: [], onLostEligibility },
  };
};

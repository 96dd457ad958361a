import { type PolicyEffect, policyEffect } from "../core/policy-effect.ts";
import { notFound } from "../core/refusal.ts";
import { listAllApprovalPolicies } from "../store/approval-policies.ts";
import { listAllEligibilityPolicies } from "../store/eligibility-policies.ts";
import { assertAdmin } from "./assert-admin.ts";
import { type ApprovalPolicyInput, approvalReferences, assertApprovalPolicy } from "./assert-approval-policy.ts";
import {
  assertEligibilityPolicy,
  type EligibilityPolicyInput,
  eligibilityReferences,
} from "./assert-eligibility-policy.ts";
import type { Caller, CommandContext } from "./context.ts";
import { type Coverage, findCoveredSets } from "./find-covered-sets.ts";

const mostListed = 100;

/** Without `id` a new policy, without `input` a deletion, with both a change. */
type Change<Input> = { caller: Caller; id?: string | undefined; input?: Input | undefined };

const effectOf = async (
  ctx: CommandContext,
  coverage: { before: Coverage | undefined; after: Coverage | undefined; others: Coverage[] },
): Promise<PolicyEffect> => {
  const { before, after } = coverage;
  const sides = [before, after].filter((side) => side !== undefined);
  const arns = new Set(sides.flatMap((side) => side.permissionSetArns));
  const everyRole = sides.some((side) => side.everyRole);
  const others = coverage.others.filter(
    (other) => everyRole || other.everyRole || other.permissionSetArns.some((arn) => arns.has(arn)),
  );
  const sets = await findCoveredSets(ctx.db, [...sides, ...others]);
  return policyEffect({
    before: before && sets[0],
    after: after && sets[sides.length - 1],
    others: sets.slice(sides.length),
    most: mostListed,
  });
};

const eligibilityCoverage = (policy: EligibilityPolicyInput): Coverage => ({
  ...eligibilityReferences(policy),
  everyRole: false,
  approvalRequired: policy.approvalRequired,
});

const approvalCoverage = (policy: ApprovalPolicyInput): Coverage => ({
  ...approvalReferences(policy),
  everyRole: policy.permissionSetArns.length === 0,
  approvalRequired: false,
});

/** Who could ask for what no longer, or anew, if the eligibility policy were made, changed or deleted so. Changes nothing; refuses as the change would. */
export const previewEligibilityPolicy = async (
  ctx: CommandContext,
  change: Change<EligibilityPolicyInput>,
): Promise<PolicyEffect> => {
  await assertAdmin(ctx.db, change.caller);
  const policies = await listAllEligibilityPolicies(ctx.db);
  const before = policies.find(({ id }) => id === change.id);
  if (change.id !== undefined && !before) throw notFound("eligibility-policy");
  if (change.input) await assertEligibilityPolicy(ctx.db, { input: change.input, previous: before });
  return effectOf(ctx, {
    before: before && eligibilityCoverage(before),
    after: change.input && eligibilityCoverage(change.input),
    others: policies.filter(({ id }) => id !== change.id).map(eligibilityCoverage),
  });
};

/** Who could decide about what no longer, or anew, if the approval policy were made, changed or deleted so. Changes nothing; refuses as the change would. */
export const previewApprovalPolicy = async (
  ctx: CommandContext,
  change: Change<ApprovalPolicyInput>,
): Promise<PolicyEffect> => {
  await assertAdmin(ctx.db, change.caller);
  const policies = await listAllApprovalPolicies(ctx.db);
  const before = policies.find(({ id }) => id === change.id);
  if (change.id !== undefined && !before) throw notFound("approval-policy");
  if (change.input) await assertApprovalPolicy(ctx.db, { input: change.input, previous: before });
  return effectOf(ctx, {
    before: before && approvalCoverage(before),
    after: change.input && approvalCoverage(change.input),
    others: policies.filter(({ id }) => id !== change.id).map(approvalCoverage),
  });
};

import { decidingEffect, type Places } from "../core/deciding-effect.ts";
import { type CoveredSets, policyEffect, type Tuple } from "../core/policy-effect.ts";
import { notFound } from "../core/refusal.ts";
import { listAllApprovalPolicies } from "../store/approval-policies.ts";
import type { Db } from "../store/database.ts";
import { listAllEligibilityPolicies } from "../store/eligibility-policies.ts";
import { findOpenAccess } from "../store/open-grants.ts";
import { readSettings } from "../store/settings.ts";
import { assertAdmin } from "./assert-admin.ts";
import {
  assertEligibilityPolicy,
  type EligibilityPolicyInput,
  eligibilityReferences,
} from "./assert-eligibility-policy.ts";
import type { CommandContext } from "./context.ts";
import type { Coverage } from "./find-covered-sets.ts";
import { findCoveredSets } from "./find-covered-sets.ts";
import { findPolicySides, mostListed, type PolicyChange, type PolicyPreview } from "./find-policy-sides.ts";
import { approvalCoverage } from "./preview-approval-policy.ts";

const eligibilityCoverage = (policy: EligibilityPolicyInput): Coverage => ({
  ...eligibilityReferences(policy),
  everyRole: false,
  approvalRequired: policy.approvalRequired,
});

const covers = (sets: CoveredSets, { personId, accountId, permissionSetArn }: Tuple) =>
  sets.permissionSets.has(permissionSetArn) && sets.accounts.has(accountId) && sets.people.has(personId);

/** Access that is scheduled or under way, that the policy covered, and that nothing would cover afterwards. */
const findLosingAccess = async (
  db: Db,
  sides: { before: CoveredSets | undefined; after: CoveredSets | undefined; others: CoveredSets[] },
) => {
  const { before, after, others } = sides;
  if (!before) return { count: 0, items: [] };
  const remaining = after ? [after, ...others] : others;
  const losing = (await findOpenAccess(db, before.permissionSets)).filter(
    (held) => covers(before, held) && !remaining.some((sets) => covers(sets, held)),
  );
  return { count: losing.length, items: losing.slice(0, mostListed) };
};

/** Where the policy would let people ask with approval, and fewer could decide than must agree: such requests are refused. */
const findUndecidable = async (db: Db, after: CoveredSets): Promise<Places> => {
  const policies = await listAllApprovalPolicies(db);
  const sets = await findCoveredSets(db, policies.map(approvalCoverage));
  const { accounts, permissionSets } = after;
  const { undecidable } = decidingEffect({
    before: undefined,
    after: { people: new Set(), accounts, permissionSets, approvalsNeeded: 1 },
    others: sets.map((covered, index) => ({ ...covered, approvalsNeeded: policies[index]?.approvalsNeeded ?? 1 })),
    most: mostListed,
  });
  return undecidable;
};

/**
 * Who could ask for what no longer, or anew, and whose access would end, if the eligibility policy were made, changed or deleted so.
 * Changes nothing; refuses as the change would.
 */
export const previewEligibilityPolicy = async (
  ctx: CommandContext,
  change: PolicyChange<EligibilityPolicyInput>,
): Promise<PolicyPreview> => {
  await assertAdmin(ctx.db, change.caller);
  const policies = await listAllEligibilityPolicies(ctx.db);
  const before = policies.find(({ id }) => id === change.id);
  if (change.id !== undefined && !before) throw notFound("eligibility-policy");
  if (change.input) await assertEligibilityPolicy(ctx.db, { input: change.input, previous: before });
  const sides = await findPolicySides<EligibilityPolicyInput>(ctx.db, {
    before,
    after: change.input,
    others: policies.filter(({ id }) => id !== change.id),
    coverageOf: eligibilityCoverage,
  });
  const { onLostEligibility, approvalWorkflow } = await readSettings(ctx.db);
  const needsDecision = approvalWorkflow && sides.after?.approvalRequired ? sides.after : undefined;
  return {
    ...policyEffect({ ...sides, most: mostListed }),
    approvalsNeeded: [],
    undecidable: needsDecision ? await findUndecidable(ctx.db, needsDecision) : { count: 0, items: [] },
    openAccess: { ...(await findLosingAccess(ctx.db, sides)), onLostEligibility },
  };
};

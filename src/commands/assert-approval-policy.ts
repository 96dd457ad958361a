import { type Check, decide, refuse } from "../core/decision.ts";
import type { References } from "../core/known-references.ts";
import type { ApprovalPolicy } from "../core/policies.ts";
import { type PolicyFacts, policyChecks, policyLimits } from "../core/policy-rules.ts";
import { assertAllowed } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findKnownReferences } from "./find-known-references.ts";

export type ApprovalPolicyInput = Omit<ApprovalPolicy, "id">;

export const approvalReferences = (policy: ApprovalPolicyInput): References => ({
  principals: policy.approvers,
  scopes: policy.scopes,
  permissionSetArns: policy.permissionSetArns,
});

type Facts = PolicyFacts & { input: ApprovalPolicyInput };

const approvalsInBounds: Check<Facts> = ({ input: { approvalsNeeded } }) =>
  Number.isInteger(approvalsNeeded) && approvalsNeeded >= 1 && approvalsNeeded <= policyLimits.approvals
    ? undefined
    : refuse(
        "approvals.out-of-bounds",
        `Between 1 and ${policyLimits.approvals} approvals can be needed.`,
        "approvalsNeeded",
      );

const checks: Check<Facts>[] = [...policyChecks, approvalsInBounds];

/** Refuses an approval policy that breaks a rule; what `previous` named and is gone may stay. */
export const assertApprovalPolicy = async (
  db: Db,
  facts: { input: ApprovalPolicyInput; previous?: ApprovalPolicy | undefined },
): Promise<void> => {
  const next = approvalReferences(facts.input);
  const previous = facts.previous && approvalReferences(facts.previous);
  const known = await findKnownReferences(db, previous ? [next, previous] : [next]);
  const decision = decide(checks, { input: facts.input, name: facts.input.name, next, previous, known });
  assertAllowed({
    allowed: decision.allowed,
    because: decision.because.map((reason) =>
      reason.field === "principals" ? { ...reason, field: "approvers" } : reason,
    ),
  });
};

import { type Check, decide, refuse } from "../core/decision.ts";
import type { References } from "../core/known-references.ts";
import type { EligibilityPolicy } from "../core/policies.ts";
import { durationInBounds, type PolicyFacts, policyChecks } from "../core/policy-rules.ts";
import { assertAllowed } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findKnownReferences } from "./find-known-references.ts";

export type EligibilityPolicyInput = Omit<EligibilityPolicy, "id">;

export const eligibilityReferences = (policy: EligibilityPolicyInput): References => ({
  principals: policy.principals,
  scopes: policy.scopes,
  permissionSetArns: policy.permissionSetArns,
});

type Facts = PolicyFacts & { input: EligibilityPolicyInput };

const maximumInBounds: Check<Facts> = ({ input }) =>
  input.maxDurationMinutes === null ? undefined : durationInBounds(input.maxDurationMinutes, "maxDurationMinutes");

const namesARole: Check<Facts> = ({ input }) =>
  input.permissionSetArns.length === 0
    ? refuse("policy.empty", "Name at least one permission set.", "permissionSetArns")
    : undefined;

const checks: Check<Facts>[] = [...policyChecks, maximumInBounds, namesARole];

/** Refuses an eligibility policy that breaks a rule; what `previous` named and is gone may stay. */
export const assertEligibilityPolicy = async (
  db: Db,
  facts: { input: EligibilityPolicyInput; previous?: EligibilityPolicy | undefined },
): Promise<void> => {
  const next = eligibilityReferences(facts.input);
  const previous = facts.previous && eligibilityReferences(facts.previous);
  const known = await findKnownReferences(db, previous ? [next, previous] : [next]);
  assertAllowed(decide(checks, { input: facts.input, name: facts.input.name, next, previous, known }));
};

import { coveringPolicies, type Placed } from "./covering-policies.ts";
import type { PersonInGroups } from "./directory.ts";
import type { EligibilityPolicy } from "./policies.ts";
import { namesPerson } from "./principal-match.ts";

/** What holds for one person, account and permission set. */
export type EligibilityRuling = { maxDurationMinutes: number; approvalRequired: boolean };

type Rule = Pick<EligibilityPolicy, "maxDurationMinutes" | "approvalRequired">;

/**
 * Rules by the policies that match, and only those: approval is required if any of them requires it, the longest maximum among
 * them holds, and a policy without one takes the global maximum. Undefined when none matches: not eligible.
 */
export const ruleOn = (matching: readonly Rule[], globalMaxMinutes: number): EligibilityRuling | undefined => {
  if (matching.length === 0) return undefined;
  return {
    maxDurationMinutes: Math.max(...matching.map((policy) => policy.maxDurationMinutes ?? globalMaxMinutes)),
    approvalRequired: matching.some((policy) => policy.approvalRequired),
  };
};

/** The policies among whose principals is this person, now. */
export const policiesOf = <Policy extends Pick<EligibilityPolicy, "principals">>(
  policies: readonly Policy[],
  person: Pick<PersonInGroups, "id" | "groupIds">,
): Policy[] => policies.filter((policy) => namesPerson(policy.principals, person));

/** For one person: what holds in an account for a permission set, or undefined where they are not eligible. */
export const eligibilityOf = (facts: {
  person: Pick<PersonInGroups, "id" | "groupIds">;
  policies: readonly EligibilityPolicy[];
  globalMaxMinutes: number;
}): ((account: Placed, permissionSetArn: string) => EligibilityRuling | undefined) => {
  const covering = coveringPolicies(policiesOf(facts.policies, facts.person));
  return (account, permissionSetArn) =>
    ruleOn(
      covering(account).filter((policy) => policy.permissionSetArns.includes(permissionSetArn)),
      facts.globalMaxMinutes,
    );
};

/** For several accounts in one request the strictest holds: eligible in each, approval if one requires it, the shortest of the maxima. */
export const strictest = (rulings: readonly (EligibilityRuling | undefined)[]): EligibilityRuling | undefined => {
  const known = rulings.filter((ruling) => ruling !== undefined);
  if (known.length === 0 || known.length < rulings.length) return undefined;
  return {
    maxDurationMinutes: Math.min(...known.map((ruling) => ruling.maxDurationMinutes)),
    approvalRequired: known.some((ruling) => ruling.approvalRequired),
  };
};

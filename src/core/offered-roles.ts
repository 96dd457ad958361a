import { coveringPolicies, type Placed } from "./covering-policies.ts";
import type { PermissionSet } from "./directory.ts";
import { type EligibilityRuling, ruleOn } from "./eligibility.ts";
import type { EligibilityPolicy } from "./policies.ts";

export type OfferedRole = Pick<PermissionSet, "arn" | "name" | "description" | "sessionDurationMinutes"> &
  EligibilityRuling;

const rolesBy = (
  policies: readonly EligibilityPolicy[],
  facts: { roles: ReadonlyMap<string, PermissionSet>; globalMaxMinutes: number },
): OfferedRole[] => {
  const byArn = new Map<string, EligibilityPolicy[]>();
  for (const policy of policies)
    for (const arn of policy.permissionSetArns) {
      const matching = byArn.get(arn);
      if (matching) matching.push(policy);
      else byArn.set(arn, [policy]);
    }
  return [...byArn]
    .flatMap(([arn, matching]) => {
      const role = facts.roles.get(arn);
      const ruling = ruleOn(matching, facts.globalMaxMinutes);
      if (!role || !ruling) return [];
      const { name, description, sessionDurationMinutes } = role;
      return [{ arn, name, description, sessionDurationMinutes, ...ruling }];
    })
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
};

/**
 * For one person, whose policies these are: the roles they may ask for in an account, by name, each with what holds there.
 * Accounts that the same policies cover offer the same, and it is worked out once.
 */
export const offeredRoles = (facts: {
  policies: readonly EligibilityPolicy[];
  /** The roles that are there and within reach. */
  roles: ReadonlyMap<string, PermissionSet>;
  globalMaxMinutes: number;
}): ((account: Placed) => OfferedRole[]) => {
  const covering = coveringPolicies(facts.policies);
  const known = new Map<string, OfferedRole[]>();
  return (account) => {
    const policies = covering(account);
    const key = policies
      .map(({ id }) => id)
      .sort()
      .join(" ");
    const offered = known.get(key) ?? rolesBy(policies, facts);
    known.set(key, offered);
    return offered;
  };
};

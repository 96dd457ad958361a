import type { Account } from "./directory.ts";
import type { Scope } from "./policies.ts";

/** Where an account stands in the organisation. */
export type Placed = Pick<Account, "id" | "orgUnitId" | "path">;

/** An OU means the accounts directly in it; with `includeChildOus`, its whole subtree. The root is an OU like any other. */
export const scopeCovers = (scope: Scope, account: Placed): boolean => {
  if (scope.type === "account") return scope.id === account.id;
  return scope.includeChildOus ? account.path.includes(scope.id) : account.orgUnitId === scope.id;
};

type Scoped = { scopes: readonly Scope[] };

const directlyIn = (id: string) => `in ${id}`;
const belowOrIn = (id: string) => `below ${id}`;

const keyOf = (scope: Scope) => {
  if (scope.type === "account") return scope.id;
  return scope.includeChildOus ? belowOrIn(scope.id) : directlyIn(scope.id);
};

/**
 * Answers, for any account, which of the policies cover it, each once. Made once for many accounts: what an account costs then
 * depends on the depth of its OU, not on how many policies there are.
 */
export const coveringPolicies = <Policy extends Scoped>(
  policies: readonly Policy[],
): ((account: Placed) => Policy[]) => {
  const byKey = new Map<string, Set<Policy>>();
  for (const policy of policies)
    for (const scope of policy.scopes) {
      const key = keyOf(scope);
      const covering = byKey.get(key);
      if (covering) covering.add(policy);
      else byKey.set(key, new Set([policy]));
    }
  return (account) => {
    const keys = [account.id, directlyIn(account.orgUnitId), ...account.path.map(belowOrIn)];
    return [...new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))];
  };
};

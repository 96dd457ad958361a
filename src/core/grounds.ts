import { type Placed, scopeCovers } from "./covering-policies.ts";
import type { PersonInGroups } from "./directory.ts";
import type { EligibilityPolicy, Principal, Scope } from "./policies.ts";
import { namesPerson } from "./principal-match.ts";

/** One policy by which somebody may have a role in an account: as whom it names them, and by which of its places it covers the account. */
export type Ground = {
  accountId: string;
  policyId: string;
  policyName: string;
  principals: Principal[];
  scopes: Scope[];
};

/** All that the eligibility of this person for this role in this account rests on now; empty when they are not eligible. */
export const groundsOf = (facts: {
  person: Pick<PersonInGroups, "id" | "groupIds">;
  account: Placed;
  permissionSetArn: string;
  policies: readonly EligibilityPolicy[];
}): Ground[] =>
  facts.policies.flatMap(({ id, name, principals, scopes, permissionSetArns }) => {
    const naming = principals.filter((principal) => namesPerson([principal], facts.person));
    const covering = scopes.filter((scope) => scopeCovers(scope, facts.account));
    if (naming.length === 0 || covering.length === 0 || !permissionSetArns.includes(facts.permissionSetArn)) return [];
    return [{ accountId: facts.account.id, policyId: id, policyName: name, principals: naming, scopes: covering }];
  });

import { coveringPolicies, type Placed } from "./covering-policies.ts";
import { isPresent, type Person } from "./directory.ts";
import type { ApprovalPolicy, Principal } from "./policies.ts";
import { namesPerson } from "./principal-match.ts";
import { distinctPeople, isSamePerson } from "./same-person.ts";

/** Who may decide, and how many must agree. */
export type ApprovalRuling = {
  /** For each account the union of the approvers of every policy that matches. Who decides must be among them in each account. */
  approversByAccount: Principal[][];
  /** The largest number that a matching policy asks for; 1 when none matches. */
  approvalsNeeded: number;
};

const concerns = (policy: Pick<ApprovalPolicy, "permissionSetArns">, permissionSetArn: string) =>
  policy.permissionSetArns.length === 0 || policy.permissionSetArns.includes(permissionSetArn);

/** All policies that match add up. */
export const approvalRuling = (facts: {
  policies: readonly ApprovalPolicy[];
  accounts: readonly Placed[];
  permissionSetArn: string;
}): ApprovalRuling => {
  const covering = coveringPolicies(facts.policies.filter((policy) => concerns(policy, facts.permissionSetArn)));
  const byAccount = facts.accounts.map(covering);
  return {
    approversByAccount: byAccount.map((policies) => policies.flatMap((policy) => policy.approvers)),
    approvalsNeeded: Math.max(1, ...byAccount.flat().map((policy) => policy.approvalsNeeded)),
  };
};

/** Whether the ruling names this person for every one of the accounts. An account that nobody decides about is nobody's. */
export const mayDecide = (ruling: ApprovalRuling, person: { id: string; groupIds: readonly string[] }): boolean =>
  ruling.approversByAccount.length > 0 &&
  ruling.approversByAccount.every((approvers) => namesPerson(approvers, person));

/** A person with those of their groups that matter. */
export type Candidate = Person & { groupIds: string[] };

/**
 * Everyone who could decide: here and enabled, named for every account, each human being once, and never the requester, however
 * they are named or spelt.
 */
export const possibleApprovers = (
  ruling: ApprovalRuling,
  facts: { requester: Person; candidates: readonly Candidate[] },
): Candidate[] =>
  distinctPeople(
    facts.candidates.filter(
      (candidate) => isPresent(candidate) && mayDecide(ruling, candidate) && !isSamePerson(candidate, facts.requester),
    ),
  );

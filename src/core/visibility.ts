import { approvalRuling, mayDecide } from "./approval.ts";
import type { Placed } from "./covering-policies.ts";
import { decide } from "./decision.ts";
import { cancellerChecks, type DecisionFacts, deciderChecks, openChecks, undecidedChecks } from "./decision-rules.ts";
import { type EndFacts, enderChecks, unendedChecks } from "./end-rules.ts";
import type { Authority } from "./personas.ts";

export type RequestAbilities = { approve: boolean; reject: boolean; cancel: boolean };
export type GrantAbilities = { end: boolean; readActivity: boolean };

/** What the caller may do with the request at this moment, by the very checks the commands make. */
export const abilitiesOnRequest = (facts: DecisionFacts): RequestAbilities => {
  const decides = decide([...deciderChecks, ...undecidedChecks], facts).allowed;
  return { approve: decides, reject: decides, cancel: decide([...cancellerChecks, ...openChecks], facts).allowed };
};

/** On a grant that the caller may see. */
export const abilitiesOnGrant = (facts: EndFacts & { mayReadActivity: boolean }): GrantAbilities => ({
  end: decide([...enderChecks, ...unendedChecks], facts).allowed,
  readActivity: facts.mayReadActivity,
});

/** Whether approval policies name this person for every one of the accounts. The requester is not left out here; the checks do that. */
export const isNamedFor = (
  authority: Authority,
  subject: { accounts: readonly Placed[]; permissionSetArn: string },
): boolean => mayDecide(approvalRuling({ policies: authority.approves, ...subject }), authority.person);

type Subject = {
  requesterId: string;
  accounts: readonly Placed[];
  permissionSetArn: string;
  deciderIds: readonly string[];
};

/** Whether what was done with the access may be seen: by whoever may see its request, but being admin alone shows nobody's activity. */
export const maySeeActivity = (authority: Authority, request: Subject): boolean =>
  maySeeRequest({ ...authority, isAdmin: false }, request);

/**
 * Whether the request may be seen: by its requester, by auditors, by admins (who can end what came of it), by whoever decided it,
 * and by approvers of at least one of its accounts. To everybody else it does not exist.
 */
export const maySeeRequest = (authority: Authority, request: Subject): boolean =>
  request.requesterId === authority.person.id ||
  authority.isAuditor ||
  authority.isAdmin ||
  request.deciderIds.includes(authority.person.id) ||
  request.accounts.some((account) => isNamedFor(authority, { ...request, accounts: [account] }));

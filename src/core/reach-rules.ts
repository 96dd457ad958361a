import { type Check, refuse } from "./decision.ts";
import { isPresent } from "./directory.ts";
import type { RequestFacts } from "./request-facts.ts";

/** Names a few and counts the others: fifty ids are no sentence. */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
};

type Subject = Pick<RequestFacts, "input" | "accounts" | "permissionSet" | "managementIsOutOfReach" | "rulings">;

/**
 * Those of the accounts that some policy gives the requester. Of the others nothing is told but that: to who may not know, what is
 * missing and what is forbidden look the same.
 */
const allowed = ({ input, accounts, rulings }: Subject) =>
  input.accountIds.flatMap((id) => (rulings.has(id) ? [{ id, account: accounts.get(id) }] : []));

const accountsExist: Check<Subject> = (facts) => {
  const unknown = allowed(facts).filter(({ account }) => !account || account.goneAt !== null);
  return unknown.length === 0
    ? undefined
    : refuse(
        "account.unknown",
        `The organisation has no account ${listed(unknown.map(({ id }) => id))}. Choose from what you may ask for.`,
        "accountIds",
      );
};

const accountsAreActive: Check<Subject> = (facts) => {
  const closed = allowed(facts).filter(
    ({ account }) => account && account.goneAt === null && account.state !== "ACTIVE",
  );
  return closed.length === 0
    ? undefined
    : refuse(
        "account.not-active",
        `Not an active account: ${listed(closed.map(({ id, account }) => `${account?.name} (${id})`))}. Leave it out.`,
        "accountIds",
      );
};

const permissionSetExists: Check<Subject> = ({ input, permissionSet, rulings }) =>
  rulings.size === 0 || (permissionSet && permissionSet.goneAt === null)
    ? undefined
    : refuse(
        "permission-set.unknown",
        `Identity Center has no permission set ${input.permissionSetArn}. Choose from what you may ask for.`,
        "permissionSetArn",
      );

/** What the requester is eligible for is there to be assigned. */
export const existenceChecks: Check<Subject>[] = [accountsExist, accountsAreActive, permissionSetExists];

const accountIsNotManagement: Check<Subject> = (facts) =>
  facts.managementIsOutOfReach && allowed(facts).some(({ account }) => account?.isManagement)
    ? refuse(
        "account.management-excluded",
        "The management account cannot be reached: Stint runs in a delegated administrator account, and AWS does not let that assign access there. Leave it out.",
        "accountIds",
      )
    : undefined;

const permissionSetIsNotInManagement: Check<Subject> = ({ permissionSet, managementIsOutOfReach, rulings }) =>
  rulings.size > 0 && managementIsOutOfReach && permissionSet?.inManagementAccount
    ? refuse(
        "permission-set.management-excluded",
        `“${permissionSet.name}” is provisioned in the management account, and AWS does not let a delegated administrator account, where Stint runs, assign such a permission set. Choose another.`,
        "permissionSetArn",
      )
    : undefined;

const requesterIsPresent: Check<Pick<RequestFacts, "requester">> = ({ requester }) =>
  requester && isPresent(requester)
    ? undefined
    : refuse("person.not-present", "The requester is disabled in Identity Center, or no longer there.");

/** One sentence with nothing in it but what was asked for, whether such an account or permission set exists or not. */
const requesterIsEligible: Check<Subject> = ({ input, rulings }) => {
  const without = input.accountIds.filter((id) => !rulings.has(id));
  return without.length === 0
    ? undefined
    : refuse(
        "eligibility.missing",
        `No policy allows the requester this permission set in ${listed(without)}. Choose from what you may ask for, or ask your admins for a policy.`,
        "accountIds",
      );
};

/** Whether this person may have this at all. */
export const reachChecks: Check<RequestFacts>[] = [
  requesterIsPresent,
  accountIsNotManagement,
  permissionSetIsNotInManagement,
  requesterIsEligible,
];

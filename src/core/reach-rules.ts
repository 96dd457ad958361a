import { type Check, refuse } from "./decision.ts";
import { isPresent } from "./directory.ts";
import type { RequestFacts } from "./request-facts.ts";

/** Names a few and counts the others: fifty ids are no sentence. */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
};

type Subject = Pick<RequestFacts, "input" | "accounts" | "permissionSet" | "managementIsOutOfReach">;

const asked = ({ input, accounts }: Subject) => input.accountIds.map((id) => ({ id, account: accounts.get(id) }));

const accountsExist: Check<Subject> = (facts) => {
  const unknown = asked(facts).filter(({ account }) => !account || account.goneAt !== null);
  return unknown.length === 0
    ? undefined
    : refuse(
        "account.unknown",
        `The organisation has no account ${listed(unknown.map(({ id }) => id))}. Choose from what you may ask for.`,
        "accountIds",
      );
};

const accountsAreActive: Check<Subject> = (facts) => {
  const closed = asked(facts).filter(({ account }) => account && account.goneAt === null && account.state !== "ACTIVE");
  return closed.length === 0
    ? undefined
    : refuse(
        "account.not-active",
        `Not an active account: ${listed(closed.map(({ id, account }) => `${account?.name} (${id})`))}. Leave it out.`,
        "accountIds",
      );
};

const permissionSetExists: Check<Subject> = ({ input, permissionSet }) =>
  permissionSet && permissionSet.goneAt === null
    ? undefined
    : refuse(
        "permission-set.unknown",
        `Identity Center has no permission set ${input.permissionSetArn}. Choose from what you may ask for.`,
        "permissionSetArn",
      );

/** The accounts and the permission set are there to be assigned. */
export const existenceChecks: Check<Subject>[] = [accountsExist, accountsAreActive, permissionSetExists];

const accountIsNotManagement: Check<Subject> = (facts) =>
  facts.managementIsOutOfReach && asked(facts).some(({ account }) => account?.isManagement)
    ? refuse(
        "account.management-excluded",
        "The management account cannot be reached: Stint runs in a delegated administrator account, and AWS does not let that assign access there. Leave it out.",
        "accountIds",
      )
    : undefined;

const permissionSetIsNotInManagement: Check<Subject> = ({ permissionSet, managementIsOutOfReach }) =>
  managementIsOutOfReach && permissionSet?.inManagementAccount
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

/** What does not exist cannot be asked for by anybody; that is said by the checks of existence. */
const requesterIsEligible: Check<Subject & Pick<RequestFacts, "rulings">> = (facts) => {
  const { permissionSet, rulings } = facts;
  if (!permissionSet || permissionSet.goneAt !== null) return undefined;
  const without = asked(facts).flatMap(({ id, account }) =>
    account && account.goneAt === null && account.state === "ACTIVE" && !rulings.has(id) ? [account] : [],
  );
  return without.length === 0
    ? undefined
    : refuse(
        "eligibility.missing",
        `No policy allows the requester “${permissionSet.name}” in ${listed(without.map(({ id, name }) => `${name} (${id})`))}. Choose from what you may ask for, or ask your admins for a policy.`,
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

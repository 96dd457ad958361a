import { type Reason, refuse } from "../core/decision.ts";
import { isPresent, type PermissionSet, type PersonInGroups } from "../core/directory.ts";
import { policiesOf } from "../core/eligibility.ts";
import { holdOn } from "../core/emergency-stop.ts";
import { holdReason } from "../core/hold-rules.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import { type OfferedRole, offeredRoles } from "../core/offered-roles.ts";
import type { EligibilityPolicy } from "../core/policies.ts";
import { Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { findEligibilityPoliciesOf } from "../store/eligible-access.ts";
import { findHolds } from "../store/emergency-holds.ts";
import { findOfferedAccounts, type OfferedAccount } from "../store/offered-accounts.ts";
import { findOrgUnits, findOrgUnitsNamed } from "../store/org-units.ts";
import { findPersonInGroups } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { readSettings } from "../store/settings.ts";
import type { Caller, CommandContext } from "./context.ts";

export type EligibleAccount = {
  id: string;
  name: string;
  /** From the root down to the OU that holds it. */
  orgUnits: { id: string; name: string }[];
  /** `hold`: the emergency stop on account of which it cannot be asked for now. */
  roles: (OfferedRole & { hold: Reason | null })[];
};

type Query = {
  search?: string | undefined;
  /** Only these accounts. */
  accountIds?: readonly string[] | undefined;
  cursor?: string | undefined;
  limit: number;
};

const getPresent = async (db: Db, caller: Caller): Promise<PersonInGroups> => {
  const person = await findPersonInGroups(db, caller.personId);
  if (person && isPresent(person)) return person;
  throw new Refusal("forbidden", [
    refuse("person.not-present", "You are disabled in Identity Center, or no longer there."),
  ]);
};

const findRoles = async (db: Db, policies: readonly EligibilityPolicy[], withoutManagement: boolean) => {
  const arns = [...new Set(policies.flatMap((policy) => policy.permissionSetArns))];
  const roles = (await findPermissionSets(db, arns)).filter(
    (role) => role.goneAt === null && !(withoutManagement && role.inManagementAccount),
  );
  return new Map(roles.map((role) => [role.arn, role]));
};

const scopesOf = (policies: readonly EligibilityPolicy[], isWanted: (arn: string) => boolean) =>
  policies.filter((policy) => policy.permissionSetArns.some(isWanted)).flatMap((policy) => policy.scopes);

/** The roles whose name has the words in it; none when nothing is searched for. */
const foundBy = (search: string | undefined, roles: ReadonlyMap<string, PermissionSet>): Set<string> => {
  const words = search?.trim().toLowerCase();
  const found = words ? [...roles.values()].filter(({ name }) => name.toLowerCase().includes(words)) : [];
  return new Set(found.map(({ arn }) => arn));
};

const findOrgUnitNames = async (db: Db, accounts: readonly OfferedAccount[]) => {
  const ids = [...new Set(accounts.flatMap(({ path }) => path))];
  const names = new Map((await findOrgUnits(db, ids)).map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? id;
};

/**
 * One page of the accounts the caller may ask for at this moment, by name, with the roles there and what holds for each: what a
 * request for them would be judged by. The search finds accounts by the name or id of the account or of an OU above it, and by the names
 * of roles, then only those roles.
 */
export const findEligibility = async (
  ctx: CommandContext,
  facts: { caller: Caller; query: Query },
): Promise<{ items: EligibleAccount[]; nextCursor?: string }> => {
  const { db } = ctx;
  const person = await getPresent(db, facts.caller);
  const settings = await readSettings(db);
  const withoutManagement = managementIsOutOfReach(await findDeployment(db));
  const policies = policiesOf(await findEligibilityPoliciesOf(db, person), person);
  const roles = await findRoles(db, policies, withoutManagement);
  const found = foundBy(facts.query.search, roles);
  const page = await findOfferedAccounts(db, {
    ...facts.query,
    inOrgUnits: await findOrgUnitsNamed(db, facts.query.search),
    scopes: scopesOf(policies, (arn) => roles.has(arn)),
    alsoFound: scopesOf(policies, (arn) => found.has(arn)),
    withoutManagement,
  });
  const offered = offeredRoles({ policies, roles, globalMaxMinutes: settings.maxDurationMinutes });
  const nameOf = await findOrgUnitNames(db, page.items);
  const holds = await findHolds(db);
  const asOffered = (accountId: string, { approvalRequired, ...role }: OfferedRole) => {
    const hold = holdOn(holds, { personId: person.id, accountId, permissionSetArn: role.arn });
    return {
      ...role,
      approvalRequired: approvalRequired && settings.approvalWorkflow,
      hold: hold ? holdReason(hold) : null,
    };
  };
  const items = page.items.map((account) => ({
    id: account.id,
    name: account.name,
    orgUnits: account.path.map((id) => ({ id, name: nameOf(id) })),
    roles: offered(account)
      .filter(({ arn }) => account.isNamed || found.has(arn))
      .map((role) => asOffered(account.id, role)),
  }));
  return { ...page, items };
};

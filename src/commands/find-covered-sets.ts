import { type Account, isPresent } from "../core/directory.ts";
import type { References } from "../core/known-references.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import type { Scope } from "../core/policies.ts";
import type { CoveredSets } from "../core/policy-effect.ts";
import { listAccountsInScopes } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { membersOfGroups } from "../store/groups.ts";
import { findOrgUnits } from "../store/org-units.ts";
import { findPeople } from "../store/people.ts";
import { listAllPermissionSets } from "../store/permission-sets.ts";

/** What a policy says, as far as coverage goes. `everyRole`: it names no permission sets and means all of them. */
export type Coverage = References & { everyRole: boolean; approvalRequired: boolean };

const grouped = <T>(rows: readonly T[], keysOf: (row: T) => readonly string[], idOf: (row: T) => string) => {
  const groups = new Map<string, string[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const members = groups.get(key);
      if (members) members.push(idOf(row));
      else groups.set(key, [idOf(row)]);
    }
  return (key: string): readonly string[] => groups.get(key) ?? [];
};

const peopleBy = async (db: Db, policies: readonly Coverage[]) => {
  const principals = policies.flatMap((policy) => policy.principals);
  const idsOf = (type: "user" | "group") => [...new Set(principals.filter((p) => p.type === type).map(({ id }) => id))];
  const present = new Set((await findPeople(db, idsOf("user"))).filter(isPresent).map(({ id }) => id));
  const members = grouped(
    await membersOfGroups(db, idsOf("group")),
    ({ groupId }) => [groupId],
    ({ personId }) => personId,
  );
  return (policy: Coverage) =>
    new Set(
      policy.principals.flatMap(({ type, id }) => (type === "group" ? members(id) : present.has(id) ? [id] : [])),
    );
};

const accountsBy = async (db: Db, policies: readonly Coverage[], isOffered: (account: Account) => boolean) => {
  const scopes = policies.flatMap((policy) => policy.scopes);
  const orgUnitIds = [...new Set(scopes.filter(({ type }) => type === "ou").map(({ id }) => id))];
  const goneOrgUnits = new Set((await findOrgUnits(db, orgUnitIds)).filter((one) => one.goneAt).map(({ id }) => id));
  const found = await listAccountsInScopes(db, scopes);
  const offered = found.filter(isOffered);
  const idOf = ({ id }: Account) => id;
  const byId = grouped(offered, ({ id }) => [id], idOf);
  const directlyIn = grouped(offered, ({ orgUnitId }) => [orgUnitId], idOf);
  const anywhereIn = grouped(offered, ({ path }) => path, idOf);
  const of = (scope: Scope) =>
    scope.type === "account" ? byId(scope.id) : scope.includeChildOus ? anywhereIn(scope.id) : directlyIn(scope.id);
  return (policy: Coverage) => new Set(policy.scopes.filter(({ id }) => !goneOrgUnits.has(id)).flatMap(of));
};

/** Each policy as the people, accounts and roles it really covers now: nothing gone, disabled, or out of Stint's reach. */
export const findCoveredSets = async (db: Db, policies: readonly Coverage[]): Promise<CoveredSets[]> => {
  const deployment = await findDeployment(db);
  const outOfReach = managementIsOutOfReach(deployment);
  const people = await peopleBy(db, policies);
  const accounts = await accountsBy(
    db,
    policies,
    (account) => account.state === "ACTIVE" && !(outOfReach && account.isManagement),
  );
  const roles = (await listAllPermissionSets(db)).filter(
    (role) => role.goneAt === null && !(outOfReach && role.inManagementAccount),
  );
  const offeredRoles = new Set(roles.map(({ arn }) => arn));
  return policies.map((policy) => ({
    people: people(policy),
    accounts: accounts(policy),
    permissionSets: policy.everyRole
      ? offeredRoles
      : new Set(policy.permissionSetArns.filter((arn) => offeredRoles.has(arn))),
    approvalRequired: policy.approvalRequired,
  }));
};

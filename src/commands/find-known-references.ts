import type { KnownReferences, References } from "../core/known-references.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { findGroups } from "../store/groups.ts";
import { findOrgUnits } from "../store/org-units.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

const byId = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

/** Looks up everything that these policies name, in one query a table however many policies there are. */
export const findKnownReferences = async (db: Db, policies: readonly References[]): Promise<KnownReferences> => {
  const principals = policies.flatMap((policy) => policy.principals);
  const scopes = policies.flatMap((policy) => policy.scopes);
  const idsOf = (things: readonly { type: string; id: string }[], type: string) => [
    ...new Set(things.filter((thing) => thing.type === type).map(({ id }) => id)),
  ];
  const arns = [...new Set(policies.flatMap((policy) => policy.permissionSetArns))];
  const deployment = await findDeployment(db);
  const permissionSets = await findPermissionSets(db, arns);
  return {
    people: byId(await findPeople(db, idsOf(principals, "user"))),
    groups: byId(await findGroups(db, idsOf(principals, "group"))),
    accounts: byId(await findAccounts(db, idsOf(scopes, "account"))),
    orgUnits: byId(await findOrgUnits(db, idsOf(scopes, "ou"))),
    permissionSets: new Map(permissionSets.map((permissionSet) => [permissionSet.arn, permissionSet])),
    managementIsOutOfReach: managementIsOutOfReach(deployment),
  };
};

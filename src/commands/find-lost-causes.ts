import type { Reason } from "../core/decision.ts";
import { lostCauses } from "../core/lost-causes.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { findEligibilityPolicies } from "../store/eligibility-policies.ts";
import type { Grounded } from "../store/grounds.ts";
import { findGroups } from "../store/groups.ts";
import type { LostRight } from "../store/lost-rights.ts";
import { findOrgUnits } from "../store/org-units.ts";
import { findPeopleInGroups } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

const byId = <Thing extends { id: string }>(things: readonly Thing[]) => new Map(things.map((one) => [one.id, one]));

const unique = (ids: readonly string[]) => [...new Set(ids)];

/** Who lost what, in which accounts, and on what it had rested. */
type Lost = Grounded & Pick<LostRight, "accountIds">;

const findFacts = async (db: Db, lost: readonly Lost[]) => {
  const grounds = lost.flatMap((one) => one.grounds);
  const policies = byId(await findEligibilityPolicies(db, unique(grounds.map(({ policyId }) => policyId))));
  const scopes = [...grounds, ...policies.values()].flatMap((one) => one.scopes);
  const orgUnits = await findOrgUnits(db, unique(scopes.map(({ id }) => id)));
  const permissionSets = await findPermissionSets(db, unique(lost.map(({ permissionSetArn }) => permissionSetArn)));
  return {
    policies,
    goneOrgUnits: new Set(orgUnits.flatMap(({ id, goneAt }) => (goneAt === null ? [] : [id]))),
    groups: byId(await findGroups(db, unique(grounds.flatMap(({ principals }) => principals.map(({ id }) => id))))),
    people: await findPeopleInGroups(db, unique(lost.map(({ personId }) => personId))),
    accounts: byId(await findAccounts(db, unique(lost.flatMap(({ accountIds }) => accountIds)))),
    permissionSets: new Map(permissionSets.map((one) => [one.arn, one])),
    managementIsOutOfReach: managementIsOutOfReach(await findDeployment(db)),
  };
};

const causesOf = (facts: Awaited<ReturnType<typeof findFacts>>, one: Lost): Reason[] => {
  const { people, accounts, permissionSets, ...shared } = facts;
  const inEach = one.accountIds.flatMap((accountId) =>
    lostCauses({
      ...shared,
      person: people.get(one.personId),
      account: accounts.get(accountId),
      permissionSet: permissionSets.get(one.permissionSetArn),
      grounds: one.grounds.filter((ground) => ground.accountId === accountId),
    }),
  );
  return [...new Map(inEach.map((cause) => [`${cause.code} ${cause.message}`, cause])).values()];
};

/** Why each of these lost its right, in a fixed number of queries however many there are. */
export const findLostCauses = async (
  db: Db,
  facts: { lost: readonly LostRight[]; held: readonly Grounded[] },
): Promise<Map<string, Reason[]>> => {
  const accountIds = new Map(facts.lost.map((one) => [one.id, one.accountIds]));
  const lost = facts.held.flatMap((one): Lost[] => {
    const lostIn = accountIds.get(one.id);
    return lostIn ? [{ ...one, accountIds: lostIn }] : [];
  });
  if (lost.length === 0) return new Map();
  const found = await findFacts(db, lost);
  return new Map(lost.map((one) => [one.id, causesOf(found, one)]));
};

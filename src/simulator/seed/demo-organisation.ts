import { emptyWorld, type World } from "../world.ts";
import {
  addAccount,
  addGroup,
  addMembership,
  addOrgUnit,
  addPermissionSet,
  addStandingAssignment,
  addUser,
} from "./add-rows.ts";
import { type DemoOrgUnit, demoOrgUnits } from "./demo-accounts.ts";
import { demoGroups } from "./demo-groups.ts";
import { demoPeople } from "./demo-people.ts";
import { demoPermissionSets } from "./demo-permission-sets.ts";
import { demoStandingAssignments } from "./demo-standing-assignments.ts";
import { organisationIds } from "./organisation-ids.ts";

const FOUNDED_AT = new Date("2024-03-04T09:00:00.000Z");

const addTree = (world: World, orgUnits: readonly DemoOrgUnit[], parentPath: string, parentId: string): void => {
  for (const orgUnit of orgUnits) {
    const path = parentPath === "" ? orgUnit.name : `${parentPath}/${orgUnit.name}`;
    const id = addOrgUnit(world, path, parentId);
    for (const account of orgUnit.accounts) addAccount(world, { ...account, parentId: id });
    addTree(world, orgUnit.orgUnits ?? [], path, id);
  }
};

/** The row with that name; a seed that names what it does not make is a mistake in the seed. */
const named = <Row>(rows: ReadonlyMap<string, Row>, name: string): Row => {
  const row = rows.get(name);
  if (!row) throw new Error(`The demo organisation has nothing called ${name}.`);
  return row;
};

const addAccounts = (world: World) => {
  const { ids } = world;
  addAccount(world, { name: "management", parentId: ids.rootId, id: ids.managementAccountId });
  addTree(world, demoOrgUnits, "", ids.rootId);
  const infrastructure = world.orgUnits.where("parent", ids.rootId).find((unit) => unit.name === "Infrastructure");
  addAccount(world, {
    name: "Identity",
    parentId: infrastructure?.id ?? ids.rootId,
    id: ids.delegatedAdministratorId,
  });
};

const addPeople = (world: World) => {
  const people = new Map(
    demoPeople.map(({ disabled, ...person }) => [
      person.userName,
      addUser(world, { ...person, status: disabled ? "DISABLED" : "ENABLED" }),
    ]),
  );
  const groups = new Map(demoGroups.map((group) => [group.name, addGroup(world, group.name, group.description)]));
  for (const group of demoGroups)
    for (const member of group.members) addMembership(world, named(groups, group.name).id, named(people, member).id);
  return { people, groups };
};

/** The demo organisation: some forty accounts, sixty people, fifteen groups; the same ids every time. */
export const demoOrganisation = (): World => {
  const world = emptyWorld(organisationIds("acme", FOUNDED_AT));
  addAccounts(world);
  const permissionSets = new Map(
    demoPermissionSets.map(({ policy, ...permissionSet }) => [
      permissionSet.name,
      addPermissionSet(world, { ...permissionSet, managedPolicyArns: [`arn:aws:iam::aws:policy/${policy}`] }),
    ]),
  );
  const { people, groups } = addPeople(world);
  const accounts = new Map(world.accounts.all().map((account) => [account.name, account]));
  for (const standing of demoStandingAssignments) {
    const principal =
      "group" in standing
        ? { principalType: "GROUP" as const, principalId: named(groups, standing.group).id }
        : { principalType: "USER" as const, principalId: named(people, standing.userName).id };
    addStandingAssignment(world, {
      ...principal,
      accountId: named(accounts, standing.account).id,
      permissionSetArn: named(permissionSets, standing.permissionSet).arn,
    });
  }
  return world;
};

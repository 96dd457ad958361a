import { madeFraction } from "../made-id.ts";
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
import { organisationIds } from "./organisation-ids.ts";

export type OrganisationSpec = {
  seed: string | number;
  accounts: number;
  orgUnits: number;
  permissionSets: number;
  users: number;
  groups: number;
  /** How many groups each person is in; 3 unless told. */
  groupsPerUser?: number;
  /** How many groups the first person, `user-1`, is in; as everyone unless told. */
  groupsOfFirstUser?: number;
  /** How many assignments of groups exist from the start; none unless told. */
  standingAssignments?: number;
};

const FOUNDED_AT = new Date("2024-03-04T09:00:00.000Z");

/** The deepest nesting AWS allows below the root. */
const DEEPEST = 5;

const atIndex = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new RangeError("an organisation needs at least one of each thing that others refer to");
  return item;
};

const at = <Item>(items: readonly Item[], fraction: number): Item =>
  atIndex(items, Math.floor(fraction * items.length));

const addOrgUnits = (world: World, count: number, chance: (...parts: string[]) => number): string[] => {
  const nodes = [{ id: world.ids.rootId, path: "", depth: 0 }];
  for (let number = 1; number <= count; number += 1) {
    const parents = nodes.filter((node) => node.depth < DEEPEST);
    const parent = at(parents, chance("ou-parent", String(number)));
    const path = `${parent.path}/ou-${number}`;
    nodes.push({ id: addOrgUnit(world, path, parent.id), path, depth: parent.depth + 1 });
  }
  return nodes.map((node) => node.id);
};

const addAccounts = (
  world: World,
  count: number,
  parents: readonly string[],
  chance: (...parts: string[]) => number,
) => {
  const { ids } = world;
  addAccount(world, { name: "management", parentId: ids.rootId, id: ids.managementAccountId });
  addAccount(world, { name: "identity", parentId: ids.rootId, id: ids.delegatedAdministratorId });
  for (let number = 1; world.accounts.size < count; number += 1)
    addAccount(world, { name: `account-${number}`, parentId: at(parents, chance("account-parent", String(number))) });
};

const addPeople = (world: World, spec: OrganisationSpec, chance: (...parts: string[]) => number) => {
  const groups = Array.from({ length: spec.groups }, (_, index) =>
    addGroup(world, `group-${index + 1}`, `Generated group ${index + 1}`),
  );
  for (let number = 1; number <= spec.users; number += 1) {
    const userName = `user-${number}`;
    const email = `${userName}@acme.example`;
    const user = addUser(world, { userName, givenName: "User", familyName: String(number), email });
    const usual = spec.groupsPerUser ?? 3;
    const wanted = Math.min(number === 1 ? (spec.groupsOfFirstUser ?? usual) : usual, groups.length);
    const first = Math.floor(chance("membership", userName) * groups.length);
    // A stride of one from a random start gives distinct groups without drawing twice.
    for (let step = 0; step < wanted; step += 1)
      addMembership(world, atIndex(groups, (first + step) % groups.length).id, user.id);
  }
};

const addStandingAssignments = (world: World, count: number, chance: (...parts: string[]) => number) => {
  const accounts = world.accounts.all().filter((account) => account.id !== world.ids.managementAccountId);
  const permissionSets = world.permissionSets.all();
  const groups = world.groups.all();
  for (let number = 1; number <= count; number += 1)
    addStandingAssignment(world, {
      accountId: at(accounts, chance("standing-account", String(number))).id,
      permissionSetArn: at(permissionSets, chance("standing-permission-set", String(number))).arn,
      principalType: "GROUP",
      principalId: at(groups, chance("standing-group", String(number))).id,
    });
};

/** An organisation of the asked size, the management and identity accounts among its accounts; the same for the same spec. */
export const generateOrganisation = (spec: OrganisationSpec): World => {
  const seed = String(spec.seed);
  const world = emptyWorld(organisationIds(seed, FOUNDED_AT));
  const chance = (...parts: string[]) => madeFraction(seed, ...parts);
  addAccounts(world, spec.accounts, addOrgUnits(world, spec.orgUnits, chance), chance);
  for (let number = 1; number <= spec.permissionSets; number += 1)
    addPermissionSet(world, {
      name: `permission-set-${number}`,
      description: `Generated permission set ${number}`,
      sessionDuration: "PT1H",
      managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    });
  addPeople(world, spec, chance);
  addStandingAssignments(world, spec.standingAssignments ?? 0, chance);
  return world;
};

import { beginAssignment } from "../assignment-life.ts";
import { madeUuid } from "../made-id.ts";
import type { AccountRow, GroupRow, PermissionSetRow, UserRow } from "../rows.ts";
import type { World } from "../world.ts";
import { madeAccountId, madeOrgUnitId, madePermissionSetArn } from "./organisation-ids.ts";

/** Adds an account below a parent; its id follows from its name unless one is given. */
export const addAccount = (
  world: World,
  account: { name: string; parentId: string; id?: string; email?: string; state?: AccountRow["state"] },
): AccountRow => {
  const row: AccountRow = {
    id: account.id ?? madeAccountId(world.ids.seed, account.name),
    name: account.name,
    email: account.email ?? `aws+${account.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@acme.example`,
    state: account.state ?? "ACTIVE",
    parentId: account.parentId,
    joinedMethod: "CREATED",
    joinedAt: world.ids.createdAt,
  };
  world.accounts.put(row);
  return row;
};

/** Adds an organisational unit; `path` is its names from the root, which its id follows from. */
export const addOrgUnit = (world: World, path: string, parentId: string): string => {
  const id = madeOrgUnitId(world.ids.seed, path);
  world.orgUnits.put({ id, name: path.split("/").at(-1) ?? path, parentId });
  return id;
};

export const addPermissionSet = (
  world: World,
  permissionSet: { name: string; description: string; sessionDuration: string; managedPolicyArns: string[] },
): PermissionSetRow => {
  const row: PermissionSetRow = {
    ...permissionSet,
    arn: madePermissionSetArn(world.ids.instanceArn, world.ids.seed, permissionSet.name),
    createdAt: world.ids.createdAt,
    inlinePolicy: "",
    tags: [],
    version: 1,
  };
  world.permissionSets.put(row);
  return row;
};

export const addUser = (
  world: World,
  user: Pick<UserRow, "userName"> & {
    givenName: string;
    familyName: string;
    email: string | null;
    status?: UserRow["status"];
  },
): UserRow => {
  const displayName = `${user.givenName} ${user.familyName}`;
  const row: UserRow = {
    id: madeUuid(world.ids.seed, "user", user.userName),
    userName: user.userName,
    status: user.status ?? "ENABLED",
    attributes: {
      Name: { GivenName: user.givenName, FamilyName: user.familyName, Formatted: displayName },
      DisplayName: displayName,
      ...(user.email === null ? {} : { Emails: [{ Value: user.email, Type: "work", Primary: true }] }),
    },
    externalIds: [],
    createdAt: world.ids.createdAt,
    updatedAt: world.ids.createdAt,
  };
  world.users.put(row);
  return row;
};

export const addGroup = (world: World, displayName: string, description: string): GroupRow => {
  const row: GroupRow = {
    id: madeUuid(world.ids.seed, "group", displayName),
    displayName,
    description,
    externalIds: [],
    createdAt: world.ids.createdAt,
    updatedAt: world.ids.createdAt,
  };
  world.groups.put(row);
  return row;
};

export const addMembership = (world: World, groupId: string, userId: string): void =>
  world.memberships.put({
    id: madeUuid(world.ids.seed, "membership", groupId, userId),
    groupId,
    userId,
    createdAt: world.ids.createdAt,
  });

/** An assignment that was there before anything the simulator saw. */
export const addStandingAssignment = (
  world: World,
  assignment: {
    accountId: string;
    permissionSetArn: string;
    principalType: "USER" | "GROUP";
    principalId: string;
  },
): void => beginAssignment(world, assignment, new Date(world.ids.createdAt), "seed");

import type { AccountRow, PermissionSetRow, UserRow } from "../rows.ts";
import { pairKey, principalKey, type World } from "../world.ts";

export type HeldRole = { account: AccountRow; permissionSet: PermissionSetRow; roleName: string };

/** Every account and role the person may use at this moment, by their own assignments and those of their groups, each once. */
export const heldRoles = (world: World, user: UserRow): HeldRole[] => {
  const held = new Map<string, HeldRole>();
  for (const principal of principalsOf(world, user)) {
    for (const { accountId, permissionSetArn } of world.assignments.where("principal", principal)) {
      const key = pairKey(accountId, permissionSetArn);
      const role = held.has(key) ? undefined : usableRole(world, accountId, permissionSetArn);
      if (role !== undefined) held.set(key, role);
    }
  }
  return [...held.values()].sort((a, b) => compare(nameOf(a), nameOf(b)));
};

/** The role by its permission set's name, if the person holds it in that account now. */
export const findHeldRole = (
  world: World,
  user: UserRow,
  wanted: { accountId: string; permissionSetName: string },
): HeldRole | undefined =>
  heldRoles(world, user).find(
    ({ account, permissionSet }) => account.id === wanted.accountId && permissionSet.name === wanted.permissionSetName,
  );

const principalsOf = (world: World, user: UserRow): string[] => [
  principalKey("USER", user.id),
  ...world.memberships.where("user", user.id).map(({ groupId }) => principalKey("GROUP", groupId)),
];

const usableRole = (world: World, accountId: string, permissionSetArn: string): HeldRole | undefined => {
  const account = world.accounts.get(accountId);
  const permissionSet = world.permissionSets.get(permissionSetArn);
  const provisioned = world.provisioned.get(pairKey(accountId, permissionSetArn));
  if (account?.state !== "ACTIVE" || permissionSet === undefined || provisioned === undefined) return undefined;
  return { account, permissionSet, roleName: provisioned.roleName };
};

const nameOf = ({ account, permissionSet }: HeldRole): string => `${account.name} ${account.id} ${permissionSet.name}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

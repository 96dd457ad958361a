import type { Group, GroupMembership, User } from "@aws-sdk/client-identitystore";
import type { GroupRow, MembershipRow, UserRow } from "../rows.ts";
import type { World } from "../world.ts";

export const presentUser = (world: World, row: UserRow): User => ({
  ...row.attributes,
  IdentityStoreId: world.ids.identityStoreId,
  UserId: row.id,
  UserName: row.userName,
  UserStatus: row.status,
  ExternalIds: row.externalIds.length > 0 ? row.externalIds : undefined,
  CreatedAt: new Date(row.createdAt),
  UpdatedAt: new Date(row.updatedAt),
});

export const presentGroup = (world: World, row: GroupRow): Group => ({
  IdentityStoreId: world.ids.identityStoreId,
  GroupId: row.id,
  DisplayName: row.displayName,
  Description: row.description,
  ExternalIds: row.externalIds.length > 0 ? row.externalIds : undefined,
  CreatedAt: new Date(row.createdAt),
  UpdatedAt: new Date(row.updatedAt),
});

export const presentMembership = (world: World, row: MembershipRow): GroupMembership => ({
  IdentityStoreId: world.ids.identityStoreId,
  MembershipId: row.id,
  GroupId: row.groupId,
  MemberId: { UserId: row.userId },
  CreatedAt: new Date(row.createdAt),
  UpdatedAt: new Date(row.createdAt),
});

import type { MemberId, ResourceType } from "@aws-sdk/client-identitystore";
import { AwsError } from "../aws/aws-error.ts";
import { refuseAsValidationException } from "../aws/operation.ts";
import { pageOf } from "../aws/page-of.ts";
import { violationOf } from "../aws/rule.ts";
import type { GroupRow, MembershipRow, UserRow } from "../rows.ts";
import type { World } from "../world.ts";
import { resourceId } from "./input-rules.ts";

export const notFound = (type: ResourceType, id: string) =>
  new AwsError("ResourceNotFoundException", `${type} not found.`, { ResourceType: type, ResourceId: id });

export const conflict = (message: string) =>
  new AwsError("ConflictException", message, { Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" });

export const invalid = (message: string) => new AwsError("ValidationException", message);

/** Throws when the id is not that of the one identity store there is. */
export const assertIdentityStore = (world: World, identityStoreId: string): void => {
  if (identityStoreId !== world.ids.identityStoreId) throw notFound("IDENTITY_STORE", identityStoreId);
};

export const getUser = (world: World, identityStoreId: string, userId: string): UserRow => {
  assertIdentityStore(world, identityStoreId);
  const user = world.users.get(userId);
  if (!user) throw notFound("USER", userId);
  return user;
};

export const getGroup = (world: World, identityStoreId: string, groupId: string): GroupRow => {
  assertIdentityStore(world, identityStoreId);
  const group = world.groups.get(groupId);
  if (!group) throw notFound("GROUP", groupId);
  return group;
};

export const getMembership = (world: World, identityStoreId: string, membershipId: string): MembershipRow => {
  assertIdentityStore(world, identityStoreId);
  const membership = world.memberships.get(membershipId);
  if (!membership) throw notFound("GROUP_MEMBERSHIP", membershipId);
  return membership;
};

/** The user id in a member id; only people can be members. */
export const userIdOf = (memberId: MemberId): string => {
  const violation = violationOf("memberId.userId", memberId.UserId, resourceId);
  if (violation || memberId.UserId === undefined) throw refuseAsValidationException(violation ? [violation] : []);
  return memberId.UserId;
};

type Listing<Row extends { id: string }> = {
  operation: string;
  asked: readonly (string | undefined)[];
  rows: readonly Row[];
  input: { MaxResults?: number | undefined; NextToken?: string | undefined };
};

/** One page of at most 100, as the identity store hands them out. */
export const pageOfRows = <Row extends { id: string }>(world: World, listing: Listing<Row>) =>
  pageOf({
    world,
    question: [listing.operation, ...listing.asked],
    rows: listing.rows,
    keyOf: (row) => row.id,
    maxResults: listing.input.MaxResults,
    most: 100,
    token: listing.input.NextToken,
    badToken: () => invalid("Invalid NextToken provided."),
  });

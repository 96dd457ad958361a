import {
  DescribeGroupCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import { type Known, learntNothing, nobody, type Trial } from "./trial.ts";

const nobodysName = "nobody-stint-doctor-asks";

export const identityStoreTrials: readonly Trial[] = [
  {
    action: "identitystore:ListUsers",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId }, send) =>
      IdentityStoreId
        ? learntNothing(identityStore.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 1 }), send))
        : undefined,
  },
  {
    action: "identitystore:DescribeUser",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId }, send) =>
      IdentityStoreId
        ? learntNothing(identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId: nobody }), send))
        : undefined,
  },
  {
    action: "identitystore:GetUserId",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId }, send) => {
      const UniqueAttribute = { AttributePath: "userName", AttributeValue: nobodysName };
      const input = { IdentityStoreId, AlternateIdentifier: { UniqueAttribute } };
      return IdentityStoreId ? learntNothing(identityStore.send(new GetUserIdCommand(input), send)) : undefined;
    },
  },
  {
    action: "identitystore:ListGroupMembershipsForMember",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId }, send) => {
      const input = { IdentityStoreId, MemberId: { UserId: nobody }, MaxResults: 1 };
      return IdentityStoreId
        ? learntNothing(identityStore.send(new ListGroupMembershipsForMemberCommand(input), send))
        : undefined;
    },
  },
  {
    action: "identitystore:ListGroups",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId }, send) =>
      IdentityStoreId
        ? identityStore
            .send(new ListGroupsCommand({ IdentityStoreId }), send)
            .then(({ Groups: [first] = [] }): Known => (first?.GroupId ? { groupId: first.GroupId } : {}))
        : undefined,
  },
  {
    action: "identitystore:DescribeGroup",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId, groupId: GroupId = nobody }, send) =>
      IdentityStoreId
        ? learntNothing(identityStore.send(new DescribeGroupCommand({ IdentityStoreId, GroupId }), send))
        : undefined,
  },
  {
    action: "identitystore:ListGroupMemberships",
    ask: ({ identityStore }, { identityStoreId: IdentityStoreId, groupId: GroupId = nobody }, send) => {
      const input = { IdentityStoreId, GroupId, MaxResults: 1 };
      return IdentityStoreId
        ? learntNothing(identityStore.send(new ListGroupMembershipsCommand(input), send))
        : undefined;
    },
  },
];

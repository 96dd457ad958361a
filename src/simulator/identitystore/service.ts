import { type AwsService, throttledWith } from "../aws/service.ts";
import { createGroup } from "./create-group.ts";
import { createGroupMembership } from "./create-group-membership.ts";
import { createUser } from "./create-user.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteGroupMembership } from "./delete-group-membership.ts";
import { deleteUser } from "./delete-user.ts";
import { describeGroup } from "./describe-group.ts";
import { describeGroupMembership } from "./describe-group-membership.ts";
import { describeUser } from "./describe-user.ts";
import { getGroupId } from "./get-group-id.ts";
import { getGroupMembershipId } from "./get-group-membership-id.ts";
import { getUserId } from "./get-user-id.ts";
import { isMemberInGroups } from "./is-member-in-groups.ts";
import { listGroupMemberships } from "./list-group-memberships.ts";
import { listGroupMembershipsForMember } from "./list-group-memberships-for-member.ts";
import { listGroups } from "./list-groups.ts";
import { listUsers } from "./list-users.ts";
import { updateUser } from "./update-user.ts";

export const identityStore: AwsService = {
  name: "identitystore",
  target: "AWSIdentityStore",
  operations: [
    createGroupMembership,
    createGroup,
    createUser,
    deleteGroupMembership,
    deleteGroup,
    deleteUser,
    describeGroupMembership,
    describeGroup,
    describeUser,
    getGroupId,
    getGroupMembershipId,
    getUserId,
    isMemberInGroups,
    listGroupMembershipsForMember,
    listGroupMemberships,
    listGroups,
    listUsers,
    updateUser,
  ],
  throttled: throttledWith("ThrottlingException", "Rate exceeded"),
};

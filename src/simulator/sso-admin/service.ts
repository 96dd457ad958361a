import { type AwsService, throttledWith } from "../aws/service.ts";
import { createAccountAssignment } from "./create-account-assignment.ts";
import { deleteAccountAssignment } from "./delete-account-assignment.ts";
import { describeAccountAssignmentCreationStatus } from "./describe-account-assignment-creation-status.ts";
import { describeAccountAssignmentDeletionStatus } from "./describe-account-assignment-deletion-status.ts";
import { describeInstance } from "./describe-instance.ts";
import { describePermissionSet } from "./describe-permission-set.ts";
import { listAccountAssignmentCreationStatus } from "./list-account-assignment-creation-status.ts";
import { listAccountAssignmentDeletionStatus } from "./list-account-assignment-deletion-status.ts";
import { listAccountAssignments } from "./list-account-assignments.ts";
import { listAccountAssignmentsForPrincipal } from "./list-account-assignments-for-principal.ts";
import { listAccountsForProvisionedPermissionSet } from "./list-accounts-for-provisioned-permission-set.ts";
import { listInstances } from "./list-instances.ts";
import { listPermissionSets } from "./list-permission-sets.ts";
import { listPermissionSetsProvisionedToAccount } from "./list-permission-sets-provisioned-to-account.ts";

export const ssoAdmin: AwsService = {
  name: "sso",
  target: "SWBExternalService",
  operations: [
    listInstances,
    describeInstance,
    listPermissionSets,
    describePermissionSet,
    listPermissionSetsProvisionedToAccount,
    listAccountsForProvisionedPermissionSet,
    listAccountAssignments,
    listAccountAssignmentsForPrincipal,
    createAccountAssignment,
    deleteAccountAssignment,
    describeAccountAssignmentCreationStatus,
    describeAccountAssignmentDeletionStatus,
    listAccountAssignmentCreationStatus,
    listAccountAssignmentDeletionStatus,
  ],
  throttled: throttledWith("ThrottlingException", "Rate exceeded"),
};

import { type AwsService, throttledWith } from "../aws/service.ts";
import { attachManagedPolicyToPermissionSet } from "./attach-managed-policy-to-permission-set.ts";
import { createAccountAssignment } from "./create-account-assignment.ts";
import { createPermissionSet } from "./create-permission-set.ts";
import { deleteAccountAssignment } from "./delete-account-assignment.ts";
import { deletePermissionSet } from "./delete-permission-set.ts";
import { describeAccountAssignmentCreationStatus } from "./describe-account-assignment-creation-status.ts";
import { describeAccountAssignmentDeletionStatus } from "./describe-account-assignment-deletion-status.ts";
import { describeInstance } from "./describe-instance.ts";
import { describePermissionSet } from "./describe-permission-set.ts";
import { describePermissionSetProvisioningStatus } from "./describe-permission-set-provisioning-status.ts";
import { getInlinePolicyForPermissionSet } from "./get-inline-policy-for-permission-set.ts";
import { listAccountAssignmentCreationStatus } from "./list-account-assignment-creation-status.ts";
import { listAccountAssignmentDeletionStatus } from "./list-account-assignment-deletion-status.ts";
import { listAccountAssignments } from "./list-account-assignments.ts";
import { listAccountAssignmentsForPrincipal } from "./list-account-assignments-for-principal.ts";
import { listAccountsForProvisionedPermissionSet } from "./list-accounts-for-provisioned-permission-set.ts";
import { listInstances } from "./list-instances.ts";
import { listManagedPoliciesInPermissionSet } from "./list-managed-policies-in-permission-set.ts";
import { listPermissionSets } from "./list-permission-sets.ts";
import { listPermissionSetsProvisionedToAccount } from "./list-permission-sets-provisioned-to-account.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { provisionPermissionSet } from "./provision-permission-set.ts";
import { putInlinePolicyToPermissionSet } from "./put-inline-policy-to-permission-set.ts";
import { tagResource } from "./tag-resource.ts";
import { updatePermissionSet } from "./update-permission-set.ts";

export const ssoAdmin: AwsService = {
  name: "sso",
  target: "SWBExternalService",
  operations: [
    attachManagedPolicyToPermissionSet,
    createAccountAssignment,
    createPermissionSet,
    deleteAccountAssignment,
    deletePermissionSet,
    describeAccountAssignmentCreationStatus,
    describeAccountAssignmentDeletionStatus,
    describeInstance,
    describePermissionSetProvisioningStatus,
    describePermissionSet,
    getInlinePolicyForPermissionSet,
    listAccountAssignmentCreationStatus,
    listAccountAssignmentDeletionStatus,
    listAccountAssignmentsForPrincipal,
    listAccountAssignments,
    listAccountsForProvisionedPermissionSet,
    listInstances,
    listManagedPoliciesInPermissionSet,
    listPermissionSetsProvisionedToAccount,
    listPermissionSets,
    listTagsForResource,
    provisionPermissionSet,
    putInlinePolicyToPermissionSet,
    tagResource,
    updatePermissionSet,
  ],
  throttled: throttledWith("ThrottlingException", "Rate exceeded"),
};

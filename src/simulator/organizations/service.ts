import { type AwsService, throttledWith } from "../aws/service.ts";
import { closeAccount } from "./close-account.ts";
import { createOrganizationalUnit } from "./create-organizational-unit.ts";
import { deleteOrganizationalUnit } from "./delete-organizational-unit.ts";
import { describeAccount } from "./describe-account.ts";
import { describeOrganization } from "./describe-organization.ts";
import { describeOrganizationalUnit } from "./describe-organizational-unit.ts";
import { listAccounts } from "./list-accounts.ts";
import { listAccountsForParent } from "./list-accounts-for-parent.ts";
import { listChildren } from "./list-children.ts";
import { listDelegatedAdministrators } from "./list-delegated-administrators.ts";
import { listOrganizationalUnitsForParent } from "./list-organizational-units-for-parent.ts";
import { listParents } from "./list-parents.ts";
import { listRoots } from "./list-roots.ts";
import { moveAccount } from "./move-account.ts";
import { attachPolicy } from "./policies/attach-policy.ts";
import { createPolicy } from "./policies/create-policy.ts";
import { deletePolicy } from "./policies/delete-policy.ts";
import { describePolicy } from "./policies/describe-policy.ts";
import { detachPolicy } from "./policies/detach-policy.ts";
import { listPolicies } from "./policies/list-policies.ts";
import { listPoliciesForTarget } from "./policies/list-policies-for-target.ts";
import { listTagsForResource } from "./policies/list-tags-for-resource.ts";
import { listTargetsForPolicy } from "./policies/list-targets-for-policy.ts";
import { disablePolicyType, enablePolicyType } from "./policies/policy-type.ts";
import { deleteResourcePolicy, describeResourcePolicy, putResourcePolicy } from "./policies/resource-policy.ts";
import { updatePolicy } from "./policies/update-policy.ts";
import { removeAccountFromOrganization } from "./remove-account-from-organization.ts";

export const organizations: AwsService = {
  name: "organizations",
  target: "AWSOrganizationsV20161128",
  region: "us-east-1",
  operations: [
    closeAccount,
    createOrganizationalUnit,
    deleteOrganizationalUnit,
    describeAccount,
    describeOrganization,
    describeOrganizationalUnit,
    listAccountsForParent,
    listAccounts,
    listChildren,
    listDelegatedAdministrators,
    listOrganizationalUnitsForParent,
    listParents,
    listRoots,
    moveAccount,
    removeAccountFromOrganization,
    attachPolicy,
    createPolicy,
    deletePolicy,
    describePolicy,
    detachPolicy,
    listPolicies,
    listPoliciesForTarget,
    listTagsForResource,
    listTargetsForPolicy,
    disablePolicyType,
    enablePolicyType,
    deleteResourcePolicy,
    describeResourcePolicy,
    putResourcePolicy,
    updatePolicy,
  ],
  throttled: throttledWith(
    "TooManyRequestsException",
    "AWS Organizations can't complete your request because of too many requests. Please try again later.",
  ),
};

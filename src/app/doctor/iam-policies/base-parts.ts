import {
  accounts,
  anywhere,
  groups,
  identityStore,
  instance,
  memberships,
  organizationAccounts,
  organizationRoot,
  orgUnits,
  type PolicyPart,
  permissionSets,
  type Statement,
  users,
} from "./statement.ts";

const whereStintRuns: readonly Statement[] = [
  { sid: "FindInstance", actions: ["sso:ListInstances", "organizations:DescribeOrganization"], on: anywhere },
  { sid: "DescribeInstance", actions: ["sso:DescribeInstance"], on: (places) => [instance(places)] },
];

/** The API: reads who somebody is and in which groups, and nothing else. No write of any kind. */
export const serve: PolicyPart = {
  name: "serve",
  why: "“stint serve”",
  statements: [
    ...whereStintRuns,
    {
      sid: "LookUpPeople",
      actions: ["identitystore:DescribeUser", "identitystore:GetUserId", "identitystore:ListGroupMembershipsForMember"],
      on: (places) => [identityStore(places), users(places), memberships(places)],
    },
  ],
};

/** The engine: mirrors the directory, creates assignments and deletes them. */
export const work: PolicyPart = {
  name: "work",
  why: "“stint work”",
  statements: [
    ...whereStintRuns,
    { sid: "ReadOrganization", actions: ["organizations:ListAccounts", "organizations:ListRoots"], on: anywhere },
    {
      sid: "ReadOrganizationTree",
      actions: [
        "organizations:DescribeAccount",
        "organizations:DescribeOrganizationalUnit",
        "organizations:ListAccountsForParent",
        "organizations:ListOrganizationalUnitsForParent",
      ],
      on: (places) => [organizationRoot(places), orgUnits(places), organizationAccounts(places)],
    },
    {
      sid: "ReadPeopleAndGroups",
      actions: [
        "identitystore:DescribeGroup",
        "identitystore:DescribeUser",
        "identitystore:ListGroupMemberships",
        "identitystore:ListGroups",
        "identitystore:ListUsers",
      ],
      on: (places) => [identityStore(places), users(places), groups(places), memberships(places)],
    },
    {
      sid: "ReadPermissionSetsAndAssignments",
      actions: [
        "sso:DescribeAccountAssignmentCreationStatus",
        "sso:DescribeAccountAssignmentDeletionStatus",
        "sso:DescribePermissionSet",
        "sso:ListAccountAssignmentCreationStatus",
        "sso:ListAccountAssignmentDeletionStatus",
        "sso:ListAccountAssignments",
        "sso:ListAccountsForProvisionedPermissionSet",
        "sso:ListPermissionSets",
        "sso:ListPermissionSetsProvisionedToAccount",
      ],
      on: (places) => [instance(places), permissionSets(places), accounts(places)],
    },
    {
      sid: "GiveAndTakeAccess",
      actions: ["sso:CreateAccountAssignment", "sso:DeleteAccountAssignment"],
      on: (places) => [instance(places), permissionSets(places), accounts(places)],
    },
  ],
};

import {
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { type Known, learntNothing, type Trial } from "./trial.ts";

export const organisationTrials: readonly Trial[] = [
  {
    action: "organizations:DescribeOrganization",
    ask: ({ organizations }, _known, send) =>
      learntNothing(organizations.send(new DescribeOrganizationCommand(), send)),
  },
  {
    action: "organizations:ListAccounts",
    ask: async ({ organizations }, _known, send) => {
      const { Accounts } = await organizations.send(new ListAccountsCommand({ MaxResults: 1 }), send);
      return Accounts?.[0]?.Id ? { accountId: Accounts[0].Id } : {};
    },
  },
  {
    action: "organizations:DescribeAccount",
    ask: ({ organizations }, { accountId }, send) =>
      accountId
        ? learntNothing(organizations.send(new DescribeAccountCommand({ AccountId: accountId }), send))
        : undefined,
  },
  {
    action: "organizations:ListRoots",
    ask: async ({ organizations }, _known, send) => {
      const { Roots } = await organizations.send(new ListRootsCommand(), send);
      return Roots?.[0]?.Id ? { rootId: Roots[0].Id } : {};
    },
  },
  {
    action: "organizations:ListAccountsForParent",
    ask: ({ organizations }, { rootId }, send) =>
      rootId
        ? learntNothing(organizations.send(new ListAccountsForParentCommand({ ParentId: rootId, MaxResults: 1 }), send))
        : undefined,
  },
  {
    action: "organizations:ListOrganizationalUnitsForParent",
    ask: ({ organizations }, { rootId }, send) =>
      rootId
        ? organizations
            .send(new ListOrganizationalUnitsForParentCommand({ ParentId: rootId }), send)
            .then(({ OrganizationalUnits: [first] = [] }): Known => (first?.Id ? { orgUnitId: first.Id } : {}))
        : undefined,
  },
  {
    action: "organizations:DescribeOrganizationalUnit",
    ask: ({ organizations }, { orgUnitId }, send) =>
      orgUnitId
        ? learntNothing(
            organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: orgUnitId }), send),
          )
        : undefined,
  },
];

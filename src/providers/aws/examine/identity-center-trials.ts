import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from "@aws-sdk/client-sso-admin";
import { type Known, learntNothing, nobody, type Trial } from "./trial.ts";

const MaxResults = 1;

/** Each asks about the organisation's instance; without one there is nothing to ask. */
const ofInstance =
  (ask: (...args: [...Parameters<Trial["ask"]>, InstanceArn: string]) => Promise<Known> | undefined): Trial["ask"] =>
  (clients, known, send) =>
    known.instanceArn ? ask(clients, known, send, known.instanceArn) : undefined;

export const identityCenterTrials: readonly Trial[] = [
  {
    action: "sso:ListInstances",
    ask: ({ ssoAdmin }, _known, send) => learntNothing(ssoAdmin.send(new ListInstancesCommand(), send)),
  },
  {
    action: "sso:DescribeInstance",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) =>
      learntNothing(ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn }), send)),
    ),
  },
  {
    action: "sso:ListPermissionSets",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) =>
      ssoAdmin
        .send(new ListPermissionSetsCommand({ InstanceArn }), send)
        .then(({ PermissionSets: [first] = [] }): Known => (first ? { permissionSetArn: first } : {})),
    ),
  },
  {
    action: "sso:DescribePermissionSet",
    ask: ofInstance(({ ssoAdmin }, { permissionSetArn: PermissionSetArn }, send, InstanceArn) =>
      PermissionSetArn
        ? learntNothing(ssoAdmin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }), send))
        : undefined,
    ),
  },
  {
    action: "sso:ListPermissionSetsProvisionedToAccount",
    ask: ofInstance(({ ssoAdmin }, { accountId: AccountId }, send, InstanceArn) => {
      const input = { InstanceArn, AccountId, MaxResults };
      return AccountId
        ? learntNothing(ssoAdmin.send(new ListPermissionSetsProvisionedToAccountCommand(input), send))
        : undefined;
    }),
  },
  {
    action: "sso:ListAccountAssignments",
    ask: ofInstance(({ ssoAdmin }, { accountId: AccountId, permissionSetArn: PermissionSetArn }, send, InstanceArn) => {
      const input = { InstanceArn, AccountId, PermissionSetArn, MaxResults };
      return AccountId && PermissionSetArn
        ? learntNothing(ssoAdmin.send(new ListAccountAssignmentsCommand(input), send))
        : undefined;
    }),
  },
  {
    action: "sso:ListAccountsForProvisionedPermissionSet",
    ask: ofInstance(({ ssoAdmin }, { permissionSetArn: PermissionSetArn }, send, InstanceArn) => {
      const input = { InstanceArn, PermissionSetArn, MaxResults };
      return PermissionSetArn
        ? learntNothing(ssoAdmin.send(new ListAccountsForProvisionedPermissionSetCommand(input), send))
        : undefined;
    }),
  },
  {
    action: "sso:ListAccountAssignmentCreationStatus",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) =>
      learntNothing(ssoAdmin.send(new ListAccountAssignmentCreationStatusCommand({ InstanceArn, MaxResults }), send)),
    ),
  },
  {
    action: "sso:ListAccountAssignmentDeletionStatus",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) =>
      learntNothing(ssoAdmin.send(new ListAccountAssignmentDeletionStatusCommand({ InstanceArn, MaxResults }), send)),
    ),
  },
  {
    action: "sso:DescribeAccountAssignmentCreationStatus",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId: nobody };
      return learntNothing(ssoAdmin.send(new DescribeAccountAssignmentCreationStatusCommand(input), send));
    }),
  },
  {
    action: "sso:DescribeAccountAssignmentDeletionStatus",
    ask: ofInstance(({ ssoAdmin }, _known, send, InstanceArn) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId: nobody };
      return learntNothing(ssoAdmin.send(new DescribeAccountAssignmentDeletionStatusCommand(input), send));
    }),
  },
];

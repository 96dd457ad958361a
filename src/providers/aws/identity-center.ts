import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListInstancesCommand,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import {
  type AssignmentApi,
  type AssignmentKey,
  CloudError,
  type OperationKind,
  type OperationStatus,
} from "../../core/identity-center.ts";
import { call, incomplete, present } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";

const pageSize = 100;
/** The ten that can be under way, and those that were over lately. */
const fewAtOnce = 40;

const stateOf = { IN_PROGRESS: "in-progress", SUCCEEDED: "succeeded", FAILED: "failed" } as const;

const toOperationStatus = (
  status: AccountAssignmentOperationStatus | undefined,
  operation: string,
): OperationStatus => {
  const operationId = present(status?.RequestId, operation, "a request id");
  switch (status?.Status) {
    case "IN_PROGRESS":
      return { state: "in-progress", operationId };
    case "SUCCEEDED":
      return { state: "succeeded", operationId };
    case "FAILED":
      return { state: "failed", operationId, reason: status.FailureReason ?? "AWS gave no reason." };
    case undefined:
      throw incomplete(operation, "a status");
  }
};

/** AWS knows no such thing: of an account, a role or a person that is so; of the whole instance it means that we ask in the wrong place. */
const unlessElsewhere = async <Answer>(
  facts: { client: SSOAdminClient; instanceArn: string },
  asking: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof CloudError) || error.problem !== "not-found") throw error;
    const operation = "ListInstances";
    const pages = pagesOf(operation, (NextToken) => facts.client.send(new ListInstancesCommand({ NextToken })));
    const instances = await allRows(pages, (page) => page.Instances);
    if (instances.some(({ InstanceArn }) => InstanceArn === facts.instanceArn)) throw error;
    throw new CloudError({
      problem: "unavailable",
      operation: error.operation,
      message: `${error.message} But these credentials see no IAM Identity Center instance ${facts.instanceArn} in this Region, so that says nothing. Check AWS_REGION and the credentials.`,
      cause: error,
    });
  }
};

const kindOf = (key: AssignmentKey) => (key.isGroup ? ("GROUP" as const) : ("USER" as const));

/**
 * Assignments through the real SDK. Give it the client that does not retry. One call each; before AWS's word that there is no such thing
 * is believed, it is asked whether the instance is there.
 *
 * `isAssigned` asks ListAccountAssignments, one page for every 100 principals that hold this very role in this account.
 * ListAccountAssignmentsForPrincipal would be bounded by the person instead, but AWS answers it in the management account only,
 * it mixes in what the person's groups hold, and nothing says what it tells of a person who was deleted, whose assignments stay.
 */
export const createAssignmentApi = (facts: { client: SSOAdminClient; instanceArn: string }): AssignmentApi => {
  const { client, instanceArn } = facts;

  const tupleOf = (key: AssignmentKey) => ({
    InstanceArn: instanceArn,
    TargetType: "AWS_ACCOUNT" as const,
    TargetId: key.accountId,
    PermissionSetArn: key.permissionSetArn,
    PrincipalType: kindOf(key),
    PrincipalId: key.personId,
  });

  const isHeldByPerson = async (key: AssignmentKey): Promise<boolean> => {
    const pages = pagesOf("ListAccountAssignments", (token) =>
      client.send(
        new ListAccountAssignmentsCommand({
          InstanceArn: instanceArn,
          AccountId: key.accountId,
          PermissionSetArn: key.permissionSetArn,
          MaxResults: pageSize,
          NextToken: token,
        }),
      ),
    );
    for await (const page of pages) {
      const isHeld = page.AccountAssignments?.some(
        (row) => row.PrincipalType === kindOf(key) && row.PrincipalId === key.personId,
      );
      if (isHeld) return true;
    }
    return false;
  };

  return {
    isAssigned: (key) => unlessElsewhere(facts, isHeldByPerson(key)),

    async create(key) {
      const operation = "CreateAccountAssignment";
      const answer = await call(operation, () => client.send(new CreateAccountAssignmentCommand(tupleOf(key))));
      return toOperationStatus(answer.AccountAssignmentCreationStatus, operation);
    },

    async remove(key) {
      const operation = "DeleteAccountAssignment";
      const removing = call(operation, () => client.send(new DeleteAccountAssignmentCommand(tupleOf(key))));
      const answer = await unlessElsewhere(facts, removing);
      return toOperationStatus(answer.AccountAssignmentDeletionStatus, operation);
    },

    status: (kind, operationId) => describeOperation({ client, instanceArn, kind, operationId }),

    async underWay(kind) {
      const statuses = await allRows(
        pagesOf(listing(kind), (token) => listOperations({ client, instanceArn, kind, only: "IN_PROGRESS", token })),
        (page) => page.statuses,
      );
      // Asked for alone, and looked at once more: a list that tells of what is over as well would keep its place taken for ever.
      const goesOn = statuses.filter(({ Status }) => Status === undefined || Status === "IN_PROGRESS");
      return goesOn.flatMap(({ RequestId }) => (RequestId ? [RequestId] : []));
    },

    async firstListed(kind) {
      // AWS remembers ninety days of them, and does not promise an order: one page, whichever these are.
      const { statuses } = await call(listing(kind), () =>
        listOperations({ client, instanceArn, kind, most: fewAtOnce }),
      );
      return statuses.flatMap(({ RequestId, Status }) =>
        RequestId && Status ? [{ id: RequestId, state: stateOf[Status] }] : [],
      );
    },
  };
};

const describeOperation = async (facts: {
  client: SSOAdminClient;
  instanceArn: string;
  kind: OperationKind;
  operationId: string;
}): Promise<OperationStatus> => {
  const { client, instanceArn: InstanceArn, operationId } = facts;
  if (facts.kind === "create") {
    const operation = "DescribeAccountAssignmentCreationStatus";
    const input = { InstanceArn, AccountAssignmentCreationRequestId: operationId };
    const answer = await call(operation, () => client.send(new DescribeAccountAssignmentCreationStatusCommand(input)));
    return toOperationStatus(answer.AccountAssignmentCreationStatus, operation);
  }
  const operation = "DescribeAccountAssignmentDeletionStatus";
  const input = { InstanceArn, AccountAssignmentDeletionRequestId: operationId };
  const answer = await call(operation, () => client.send(new DescribeAccountAssignmentDeletionStatusCommand(input)));
  return toOperationStatus(answer.AccountAssignmentDeletionStatus, operation);
};

const listing = (kind: OperationKind) =>
  kind === "create" ? "ListAccountAssignmentCreationStatus" : "ListAccountAssignmentDeletionStatus";

/** One page. At most ten writes can be under way, so of those it is all, unless AWS sends an empty page first. */
const listOperations = async (facts: {
  client: SSOAdminClient;
  instanceArn: string;
  kind: OperationKind;
  only?: "IN_PROGRESS";
  most?: number;
  token?: string | undefined;
}) => {
  const { client, instanceArn: InstanceArn, only, most = pageSize, token: NextToken } = facts;
  const input = { InstanceArn, ...(only ? { Filter: { Status: only } } : {}), MaxResults: most, NextToken };
  if (facts.kind === "create") {
    const page = await client.send(new ListAccountAssignmentCreationStatusCommand(input));
    return { statuses: page.AccountAssignmentsCreationStatus ?? [], NextToken: page.NextToken };
  }
  const page = await client.send(new ListAccountAssignmentDeletionStatusCommand(input));
  return { statuses: page.AccountAssignmentsDeletionStatus ?? [], NextToken: page.NextToken };
};

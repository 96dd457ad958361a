import type { AccountAssignmentOperationStatus, CreateAccountAssignmentRequest } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import type { Call } from "../aws/operation.ts";
import type { Checked } from "../aws/rule.ts";
import { madeUuid, nextNumber } from "../made-id.ts";
import type { AssignmentOperationRow } from "../rows.ts";
import { pairKey, type World } from "../world.ts";
import { assertAccountManageable, assertPermissionSetManageable } from "./assert-manageable.ts";
import { getAccount, getPermissionSet } from "./known-things.ts";
import { operationDurationMs } from "./operation-duration.ts";
import { presentAssignmentOperation } from "./present-assignment-operation.ts";

type Input = Checked<CreateAccountAssignmentRequest>;

const actions = { create: "CreateAccountAssignment", delete: "DeleteAccountAssignment" } as const;

const assertRoomForOneMore = (call: Call) => {
  if (call.limits === "none") return;
  if (call.world.assignmentOperations.count("status", "IN_PROGRESS") < call.limits.writesUnderWay) return;
  throw new AwsError("ThrottlingException", "There are too many requests processing. Please try again later.");
};

const assertPairFree = (world: World, accountId: string, permissionSetArn: string) => {
  if (world.assignmentOperations.count("pairUnderWay", pairKey(accountId, permissionSetArn)) === 0) return;
  throw new AwsError(
    "ConflictException",
    `An operation on permission set ${permissionSetArn} in account ${accountId} is already in progress. Please try again later.`,
  );
};

/**
 * Accepts the creation or deletion of one assignment and answers IN_PROGRESS; nothing has happened yet.
 * What cannot be done because of the caller, the quota or a conflict is refused here; everything else shows in the status later.
 */
export const startAssignmentOperation = (
  call: Call,
  kind: AssignmentOperationRow["kind"],
  input: Input,
): AccountAssignmentOperationStatus => {
  const { world, now } = call;
  const permissionSet = getPermissionSet(world, input.InstanceArn, input.PermissionSetArn);
  const account = getAccount(world, input.TargetId);
  assertAccountManageable(call, actions[kind], account.id);
  assertPermissionSetManageable(call, actions[kind], permissionSet.arn);
  assertPairFree(world, account.id, permissionSet.arn);
  assertRoomForOneMore(call);
  const requestId = madeUuid(world.ids.seed, "assignment-operation", nextNumber(world));
  const operation: AssignmentOperationRow = {
    requestId,
    kind,
    accountId: account.id,
    permissionSetArn: permissionSet.arn,
    principalType: input.PrincipalType,
    principalId: input.PrincipalId,
    status: "IN_PROGRESS",
    failureReason: null,
    failLateWith: call.failLateWith,
    createdAt: now.toISOString(),
    dueAt: new Date(now.getTime() + operationDurationMs(call, requestId)).toISOString(),
  };
  world.assignmentOperations.put(operation);
  return presentAssignmentOperation(operation);
};

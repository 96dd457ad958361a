import { accountStateAt } from "../account-state.ts";
import { beginAssignment, endAssignment } from "../assignment-life.ts";
import type { AssignmentOperationRow, ProvisioningOperationRow } from "../rows.ts";
import type { World } from "../world.ts";
import { assignmentKey, pairKey } from "../world.ts";

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

const principalExists = (world: World, operation: AssignmentOperationRow) =>
  operation.principalType === "USER" ? world.users.has(operation.principalId) : world.groups.has(operation.principalId);

const notInDirectory = (world: World, operation: AssignmentOperationRow) =>
  `Received a 404 status error: the ${operation.principalType} assignee ${operation.principalId} was not found in directory ${world.ids.identityStoreId}`;

/** Why the create ends FAILED, or null when it does what it was asked. */
const creationFailure = (world: World, operation: AssignmentOperationRow, at: Date): string | null => {
  const account = world.accounts.get(operation.accountId);
  if (!account || accountStateAt(account, at) !== "ACTIVE")
    return `AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '${operation.accountId}' is taking longer than usual. This is usually due to the account being closed or suspended.`;
  if (!world.permissionSets.has(operation.permissionSetArn))
    return `Received a 404 status error: the permission set ${operation.permissionSetArn} was not found`;
  return principalExists(world, operation) ? null : notInDirectory(world, operation);
};

const deletionFailure = (world: World, operation: AssignmentOperationRow): string | null => {
  if (world.assignments.has(assignmentKey(operation))) return null;
  if (!principalExists(world, operation)) return notInDirectory(world, operation);
  return `Received a 404 status error: no assignment of ${operation.permissionSetArn} to ${operation.principalType} ${operation.principalId} was found in account ${operation.accountId}`;
};

const settleAssignment = (world: World, operation: AssignmentOperationRow) => {
  const at = new Date(operation.dueAt);
  const failureReason =
    operation.failLateWith ??
    (operation.kind === "create" ? creationFailure(world, operation, at) : deletionFailure(world, operation));
  if (failureReason === null) {
    if (operation.kind === "create") beginAssignment(world, operation, at);
    else endAssignment(world, operation, at);
  }
  const status = failureReason === null ? "SUCCEEDED" : "FAILED";
  world.assignmentOperations.put({ ...operation, status, failureReason });
};

const settleProvisioning = (world: World, operation: ProvisioningOperationRow) => {
  const version = world.permissionSets.get(operation.permissionSetArn)?.version;
  for (const accountId of operation.accountIds) {
    const role = world.provisioned.get(pairKey(accountId, operation.permissionSetArn));
    if (role && version !== undefined) world.provisioned.put({ ...role, version });
  }
  world.provisioningOperations.put({ ...operation, status: "SUCCEEDED" });
};

const byDueTime = (one: { dueAt: string }, other: { dueAt: string }) => one.dueAt.localeCompare(other.dueAt);

/** Rows are in the order they were made, so the old ones are at the front. */
const forgetOld = <Row extends { createdAt: string; status: string; requestId: string }>(
  operations: { values(): IterableIterator<Row>; delete(key: string): boolean },
  oldest: string,
) => {
  for (const operation of operations.values()) {
    if (operation.createdAt >= oldest) break;
    if (operation.status !== "IN_PROGRESS") operations.delete(operation.requestId);
  }
};

/**
 * Brings the world up to `now`: every operation whose time has come has done its work, in the order of those times,
 * and statuses older than AWS keeps them are gone. Called before anything reads the world, so that no timer is needed.
 */
export const settleOperations = (world: World, now: Date): void => {
  const instant = now.toISOString();
  const isDue = (operation: { dueAt: string }) => operation.dueAt <= instant;
  for (const operation of world.assignmentOperations.where("status", "IN_PROGRESS").filter(isDue).sort(byDueTime))
    settleAssignment(world, operation);
  for (const operation of world.provisioningOperations.where("status", "IN_PROGRESS").filter(isDue).sort(byDueTime))
    settleProvisioning(world, operation);
  const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
  forgetOld(world.assignmentOperations, oldest);
  forgetOld(world.provisioningOperations, oldest);
};

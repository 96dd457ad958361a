import { AwsError } from "../aws/aws-error.ts";
import type { AssignmentOperationRow } from "../rows.ts";
import type { World } from "../world.ts";

/** The operation with that id and kind; a creation's id names no deletion, and statuses are gone after 90 days. */
export const getAssignmentOperation = (
  world: World,
  kind: AssignmentOperationRow["kind"],
  requestId: string,
): AssignmentOperationRow => {
  const operation = world.assignmentOperations.get(requestId);
  if (operation?.kind === kind) return operation;
  const what = kind === "create" ? "AccountAssignmentCreationRequest" : "AccountAssignmentDeletionRequest";
  throw new AwsError("ResourceNotFoundException", `Could not find ${what} with id ${requestId}`);
};

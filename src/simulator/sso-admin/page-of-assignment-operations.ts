import type { ListAccountAssignmentCreationStatusRequest } from "@aws-sdk/client-sso-admin";
import { type Call, refuseAsValidationException } from "../aws/operation.ts";
import { type Checked, violationOf } from "../aws/rule.ts";
import type { AssignmentOperationRow } from "../rows.ts";
import { assertInstance, pageOfRows } from "./known-things.ts";
import { presentOperationMetadata } from "./present-assignment-operation.ts";

const statusFilter = { type: "string", oneOf: ["IN_PROGRESS", "FAILED", "SUCCEEDED"] } as const;

/** Statuses of creations or of deletions, newest first, as AWS lists them. */
export const pageOfAssignmentOperations = (
  { world }: Call,
  kind: AssignmentOperationRow["kind"],
  input: Checked<ListAccountAssignmentCreationStatusRequest>,
) => {
  assertInstance(world, input.InstanceArn);
  const wanted = input.Filter?.Status;
  const violation = violationOf("filter.status", wanted, statusFilter);
  if (violation) throw refuseAsValidationException([violation]);
  const rows = world.assignmentOperations
    .all()
    .filter((operation) => operation.kind === kind && (wanted === undefined || operation.status === wanted))
    .reverse();
  const page = pageOfRows(world, {
    operation: "ListAccountAssignmentOperationStatus",
    asked: [kind, wanted],
    rows,
    keyOf: (operation) => operation.requestId,
    input,
  });
  return { statuses: page.rows.map(presentOperationMetadata), nextToken: page.nextToken };
};

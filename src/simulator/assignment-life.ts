import { madeRoleName, nextNumber } from "./made-id.ts";
import type { AccessLogRow, AssignmentTuple } from "./rows.ts";
import { assignmentKey, pairKey, type World } from "./world.ts";

const tupleOf = ({ accountId, permissionSetArn, principalType, principalId }: AssignmentTuple): AssignmentTuple => ({
  accountId,
  permissionSetArn,
  principalType,
  principalId,
});

/**
 * The assignment exists from `at` on, with its role in the account and a line in the access log.
 * One that exists already is left as it is, as AWS does.
 */
export const beginAssignment = (
  world: World,
  named: AssignmentTuple,
  at: Date,
  cause: AccessLogRow["cause"] = "operation",
): void => {
  const tuple = tupleOf(named);
  if (world.assignments.has(assignmentKey(tuple))) return;
  const beganAt = at.toISOString();
  world.assignments.put({ ...tuple, beganAt });
  world.accessLog.put({ ...tuple, id: nextNumber(world), beganAt, ceasedAt: null, cause });
  const permissionSet = world.permissionSets.get(tuple.permissionSetArn);
  if (!permissionSet || world.provisioned.has(pairKey(tuple.accountId, tuple.permissionSetArn))) return;
  world.provisioned.put({
    accountId: tuple.accountId,
    permissionSetArn: tuple.permissionSetArn,
    roleName: madeRoleName(world.ids.seed, tuple.accountId, tuple.permissionSetArn, permissionSet.name),
    version: permissionSet.version,
  });
};

/** The assignment no longer exists from `at` on; the last one of a permission set in an account takes the role with it. */
export const endAssignment = (world: World, named: AssignmentTuple, at: Date): void => {
  const tuple = tupleOf(named);
  const key = assignmentKey(tuple);
  if (!world.assignments.delete(key)) return;
  for (const line of world.accessLog.where("assignment", key))
    if (line.ceasedAt === null) world.accessLog.put({ ...line, ceasedAt: at.toISOString() });
  const pair = pairKey(tuple.accountId, tuple.permissionSetArn);
  if (world.assignments.count("pair", pair) === 0) world.provisioned.delete(pair);
};

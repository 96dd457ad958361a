import type { Call } from "../aws/operation.ts";
import type { PermissionSetRow } from "../rows.ts";
import { assertPermissionSetManageable } from "./assert-manageable.ts";
import { getPermissionSet } from "./known-things.ts";

type Change = {
  action: string;
  instanceArn: string;
  permissionSetArn: string;
  change(before: PermissionSetRow): Partial<PermissionSetRow>;
};

/** Changes the permission set; the roles provisioned from it are out of date until it is provisioned again. */
export const changePermissionSet = (call: Call, { action, instanceArn, permissionSetArn, change }: Change): void => {
  const before = getPermissionSet(call.world, instanceArn, permissionSetArn);
  assertPermissionSetManageable(call, action, before.arn);
  call.world.permissionSets.put({ ...before, ...change(before), version: before.version + 1 });
};

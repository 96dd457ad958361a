import type { Call } from "../aws/operation.ts";
import { accessDenied } from "../aws/service.ts";
import { pairKey } from "../world.ts";

/** Throws AWS's refusal when a delegated administrator reaches for a permission set that is provisioned in the management account. */
export const assertPermissionSetManageable = (call: Call, action: string, permissionSetArn: string): void => {
  if (call.caller.kind === "management") return;
  const { managementAccountId } = call.world.ids;
  if (!call.world.provisioned.has(pairKey(managementAccountId, permissionSetArn))) return;
  throw accessDenied(
    `User: ${call.caller.arn} is not authorized to perform: sso:${action} on resource: ${permissionSetArn} because it is provisioned in the management account ${managementAccountId}`,
  );
};

/** Throws AWS's refusal when a delegated administrator reaches for the management account. */
export const assertAccountManageable = (call: Call, action: string, accountId: string): void => {
  if (call.caller.kind === "management" || accountId !== call.world.ids.managementAccountId) return;
  throw accessDenied(
    `User: ${call.caller.arn} is not authorized to perform: sso:${action} on resource: arn:aws:sso:::account/${accountId} because it is the management account`,
  );
};

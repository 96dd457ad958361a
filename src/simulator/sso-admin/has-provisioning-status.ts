import type { ProvisioningStatus } from "@aws-sdk/client-sso-admin";
import type { ProvisionedRow } from "../rows.ts";
import type { World } from "../world.ts";

/** Whether the role is up to date with its permission set, when that was asked; anything goes when it was not. */
export const hasProvisioningStatus = (
  world: World,
  role: ProvisionedRow,
  wanted: ProvisioningStatus | undefined,
): boolean => {
  if (wanted === undefined) return true;
  const isLatest = world.permissionSets.get(role.permissionSetArn)?.version === role.version;
  return isLatest === (wanted === "LATEST_PERMISSION_SET_PROVISIONED");
};

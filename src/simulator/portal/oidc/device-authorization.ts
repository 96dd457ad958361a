import { type Expiring, expiringRecords } from "../../expiring-records.ts";
import type { SimulatorParts } from "../../parts.ts";

/** What a device waits for; `decision` is there once somebody has decided in the portal. */
export type DeviceAuthorization = Expiring & {
  deviceCode: string;
  userCode: string;
  clientId: string;
  clientName: string;
  decision?: { allowed: false } | { allowed: true; userId: string };
};

const codesOf = ({ world }: SimulatorParts) => expiringRecords<DeviceAuthorization>(world, "portal-device-codes");
const userCodesOf = ({ world }: SimulatorParts) =>
  expiringRecords<Expiring & { deviceCode: string }>(world, "portal-user-codes");

export const keepDeviceAuthorization = (parts: SimulatorParts, authorization: DeviceAuthorization): void => {
  const { deviceCode, userCode, expiresAt } = authorization;
  codesOf(parts).put(deviceCode, authorization, parts.clock.now());
  userCodesOf(parts).put(userCode, { deviceCode, expiresAt }, parts.clock.now());
};

/** By the code the device holds, even when it is over. */
export const findDeviceAuthorization = (parts: SimulatorParts, deviceCode: string): DeviceAuthorization | undefined =>
  codesOf(parts).find(deviceCode);

/** By the code the person typed, whatever its case, while it is not over and nobody has decided. */
export const findUndecided = (parts: SimulatorParts, userCode: string): DeviceAuthorization | undefined => {
  const entry = userCodesOf(parts).live(userCode.trim().toUpperCase(), parts.clock.now());
  const authorization = entry === undefined ? undefined : findDeviceAuthorization(parts, entry.deviceCode);
  return authorization?.decision === undefined ? authorization : undefined;
};

export const forgetDeviceAuthorization = (
  parts: SimulatorParts,
  { deviceCode, userCode }: DeviceAuthorization,
): void => {
  codesOf(parts).delete(deviceCode);
  userCodesOf(parts).delete(userCode);
};

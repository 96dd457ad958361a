import { madeHex } from "../made-id.ts";
import type { OrganisationIds } from "../rows.ts";

const base36 = (length: number, ...parts: readonly string[]) =>
  BigInt(`0x${madeHex(40, ...parts)}`)
    .toString(36)
    .slice(0, length);

/** A twelve-digit account id that never starts with a zero, so that no spreadsheet eats one. */
export const madeAccountId = (seed: string, name: string): string => {
  const digits = (BigInt(`0x${madeHex(16, seed, "account", name)}`) % 900_000_000_000n) + 100_000_000_000n;
  return digits.toString();
};

export const madeOrgUnitId = (seed: string, path: string): string =>
  `ou-${base36(4, seed, "root")}-${base36(8, seed, "ou", path)}`;

export const madePermissionSetArn = (instanceArn: string, seed: string, name: string): string =>
  `arn:aws:sso:::permissionSet/${instanceArn.split("/").at(-1)}/ps-${madeHex(16, seed, "permission-set", name)}`;

/** The ids of an organisation as AWS writes them, always the same for the same seed. */
export const organisationIds = (seed: string, createdAt: Date): OrganisationIds => ({
  seed,
  region: "eu-central-1",
  organizationId: `o-${base36(10, seed, "organization")}`,
  rootId: `r-${base36(4, seed, "root")}`,
  managementAccountId: madeAccountId(seed, "management"),
  delegatedAdministratorId: madeAccountId(seed, "identity"),
  instanceArn: `arn:aws:sso:::instance/ssoins-${madeHex(16, seed, "instance")}`,
  identityStoreId: `d-${madeHex(10, seed, "identity-store")}`,
  createdAt: createdAt.toISOString(),
});

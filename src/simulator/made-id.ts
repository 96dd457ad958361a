import { createHash } from "node:crypto";
import type { World } from "./world.ts";

/** Hexadecimal digits that are always the same for the same parts. */
export const madeHex = (length: number, ...parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, length);

/** A number in [0, 1) that is always the same for the same parts. */
export const madeFraction = (...parts: readonly string[]): number =>
  Number.parseInt(madeHex(12, ...parts), 16) / 2 ** 48;

/** An id of the form Identity Center gives users, groups, memberships and operations. */
export const madeUuid = (...parts: readonly string[]): string => {
  const hex = madeHex(32, ...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};

const isNumber = (value: unknown): value is number => typeof value === "number";

/** A number never handed out before in this world, not even before a restart. */
export const nextNumber = (world: World): string => {
  const last = world.documents.get("last-number")?.body;
  const next = (isNumber(last) ? last : 0) + 1;
  world.documents.put({ name: "last-number", body: next });
  return String(next);
};

/** The name of the role that a permission set has in an account. */
export const madeRoleName = (seed: string, accountId: string, permissionSetArn: string, permissionSetName: string) =>
  `AWSReservedSSO_${permissionSetName}_${madeHex(16, seed, "role", accountId, permissionSetArn)}`;

import { assumedRoleId, roleArn } from "../aws/assumed-role.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";
import type { CallContext } from "./conditions.ts";

/** Condition keys that the simulator can tell of a call with role credentials. */
export const conditionKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:tokenissuetime",
  "aws:userid",
  "identitystore:userid",
] as const;

export const contextOf = (
  world: World,
  session: RoleSessionRow,
): CallContext & Record<(typeof conditionKeys)[number], string> => ({
  "aws:principalaccount": session.accountId,
  "aws:principalarn": roleArn(world, session),
  "aws:principalorgid": world.ids.organizationId,
  // In whole seconds, as AWS tells it.
  "aws:tokenissuetime": `${session.issuedAt.slice(0, 19)}Z`,
  "aws:userid": assumedRoleId(world, session),
  "identitystore:userid": session.userId,
});

import type { World } from "../world.ts";
import { invalidParameter, notFound } from "./define-operation.ts";
import { trailLogGroup, trailLogGroupArn } from "./log-group.ts";

/** Throws unless every one of these is the one log group there is, by its name or its ARN, and there is one at least. */
export const assertLogGroups = (world: World, named: readonly string[]): void => {
  if (named.length === 0) throw invalidParameter("At least one log group has to be named.");
  const unknown = named.find((name) => name !== trailLogGroup && name !== trailLogGroupArn(world));
  if (unknown === undefined) return;
  throw notFound(`Log group '${unknown}' does not exist for account ID '${world.ids.delegatedAdministratorId}'`);
};

import type { OfferedRole } from "../core/offered-roles.ts";
import { findAccounts } from "../store/accounts.ts";
import { type Favourite, findFavourites as findMarked } from "../store/favourites.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findEligibility } from "./find-eligibility.ts";

/** A favourite as its owner sees it: by name, with what holds for it now; without a role when it can no longer be asked for. */
export type SeenFavourite = Favourite & {
  account: { id: string; name: string };
  permissionSet: { arn: string; name: string };
  role: OfferedRole | undefined;
};

/** What these favourites are called, and whether they can be asked for at this moment, in a fixed number of queries. */
export const seeFavourites = async (
  ctx: CommandContext,
  facts: { caller: Caller; favourites: readonly Favourite[] },
): Promise<SeenFavourite[]> => {
  const { caller, favourites } = facts;
  if (favourites.length === 0) return [];
  const accountIds = [...new Set(favourites.map(({ accountId }) => accountId))];
  const arns = [...new Set(favourites.map(({ permissionSetArn }) => permissionSetArn))];
  const offered = await findEligibility(ctx, { caller, query: { accountIds, limit: accountIds.length } });
  const rolesIn = new Map(offered.items.map(({ id, roles }) => [id, roles]));
  const accounts = new Map((await findAccounts(ctx.db, accountIds)).map(({ id, name }) => [id, name]));
  const sets = new Map((await findPermissionSets(ctx.db, arns)).map(({ arn, name }) => [arn, name]));
  return favourites.map((favourite) => {
    const { accountId, permissionSetArn: arn } = favourite;
    return {
      ...favourite,
      account: { id: accountId, name: accounts.get(accountId) || accountId },
      permissionSet: { arn, name: sets.get(arn) ?? arn },
      role: rolesIn.get(accountId)?.find((role) => role.arn === arn),
    };
  });
};

/** All that the caller marked, those that can be asked for first. */
export const findFavourites = async (ctx: CommandContext, caller: Caller): Promise<SeenFavourite[]> => {
  const favourites = await findMarked(ctx.db, caller.personId);
  const seen = await seeFavourites(ctx, { caller, favourites });
  return [...seen.filter(({ role }) => role), ...seen.filter(({ role }) => !role)];
};

import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { findFavourites, insertFavourite, lockFavourites } from "../store/favourites.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findEligibility } from "./find-eligibility.ts";
import { type SeenFavourite, seeFavourites } from "./find-favourites.ts";

const mostFavourites = 100;

type Pair = { accountId: string; permissionSetArn: string };

/** Only what one may ask for can be marked: a name that somebody may not know is told to nobody this way. */
const assertOffered = async (ctx: CommandContext, facts: { caller: Caller; pair: Pair }) => {
  const { caller, pair } = facts;
  const { items } = await findEligibility(ctx, { caller, query: { accountIds: [pair.accountId], limit: 1 } });
  if (items[0]?.roles.some(({ arn }) => arn === pair.permissionSetArn)) return;
  throw new Refusal("forbidden", [
    refuse(
      "eligibility.missing",
      `No policy allows you this permission set in ${pair.accountId}. Choose from what you may ask for.`,
    ),
  ]);
};

/** Marks an account and a role for the caller. What is marked stays marked, once, however often that is asked. */
export const addFavourite = async (
  ctx: CommandContext,
  facts: { caller: Caller; pair: Pair },
): Promise<SeenFavourite> => {
  const { caller, pair } = facts;
  await assertOffered(ctx, facts);
  const { personId } = caller;
  const favourite = await ctx.db.transaction().execute(async (trx) => {
    await lockFavourites(trx, personId);
    const marked = await findFavourites(trx, personId);
    const before = marked.find(
      ({ accountId, permissionSetArn }) => accountId === pair.accountId && permissionSetArn === pair.permissionSetArn,
    );
    if (before) return before;
    if (marked.length >= mostFavourites)
      throw new Refusal("conflict", [
        refuse("favourite.too-many", `You have ${mostFavourites} favourites, which is the most. Remove one first.`),
      ]);
    const added = { id: ctx.ids.newId(), personId, ...pair, createdAt: ctx.clock.now() };
    await insertFavourite(trx, added);
    return added;
  });
  const [seen] = await seeFavourites(ctx, { caller, favourites: [favourite] });
  if (!seen) throw new Error("a favourite is seen as one");
  return seen;
};

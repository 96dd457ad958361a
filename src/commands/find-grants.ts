import { refuse } from "../core/decision.ts";
import { notFound, Refusal } from "../core/refusal.ts";
import type { AccessFilters, PageOf } from "../store/access-page.ts";
import { findGrantPage } from "../store/grant-page.ts";
import type { GrantPageQuery } from "../store/grant-query.ts";
import { findGrant } from "../store/grants.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { type GrantViewName, grantViewOf } from "./grant-view-of.ts";
import { staleGroups } from "./groups-are-stale.ts";
import { maySeeGrant } from "./may-see-grant.ts";
import { type SeenGrant, seeGrants } from "./see-grants.ts";

export type GrantsQuery = PageOf &
  AccessFilters &
  Pick<GrantPageQuery, "states" | "sort"> & {
    view?: GrantViewName | undefined;
    /** Access held at some time from then on, or before then. */
    activeFrom?: Date | undefined;
    activeTo?: Date | undefined;
  };

/** By the end only what is not over can be sorted: of the rest there may be a million. */
const assertSortable = ({ sort, states = [] }: GrantsQuery) => {
  const sortsByEnd = sort === "endsAt" || sort === "-endsAt";
  if (!sortsByEnd || (states.length > 0 && states.every((state) => state !== "ended" && state !== "failed"))) return;
  throw new Refusal("invalid", [
    refuse(
      "sort.only-not-over",
      "By its end only access that is not over is sorted. Choose states among scheduled, activating, active and ending, or sort by createdAt.",
      "sort",
    ),
  ]);
};

const periodOf = ({ activeFrom: from, activeTo: to }: GrantsQuery, now: Date) =>
  from || to ? { from, to, now } : undefined;

/** One page of the grants that the caller may see in this view, in the order that is asked for, each with what the caller may do with it. */
export const findGrants = async (
  ctx: CommandContext,
  facts: { caller: Caller; query: GrantsQuery },
): Promise<{ items: SeenGrant[]; nextCursor?: string }> => {
  const { view, ...query } = facts.query;
  assertSortable(query);
  const now = ctx.clock.now();
  const authority = await getAuthority(ctx.db, facts.caller);
  const shown = await grantViewOf(ctx.db, { authority, caller: facts.caller, name: view });
  const page = await findGrantPage(ctx.db, { ...query, view: shown, heldWithin: periodOf(query, now) });
  return { ...page, items: await seeGrants(ctx.db, { authority, grants: page.items, now }) };
};

/** One grant as the caller may see it. What they may not see is not found. */
export const getGrant = async (ctx: CommandContext, facts: { caller: Caller; grantId: string }): Promise<SeenGrant> => {
  const grant = await findGrant(ctx.db, facts.grantId);
  const authority = await getAuthority(ctx.db, facts.caller);
  const maySee = grant && (await maySeeGrant(ctx.db, authority, grant));
  if (!maySee && facts.caller.groupsAreStale) throw staleGroups();
  if (!grant || !maySee) throw notFound("grant");
  const [seen] = await seeGrants(ctx.db, { authority, grants: [grant], now: ctx.clock.now() });
  if (!seen) throw notFound("grant");
  return seen;
};

import { findGrantPage } from "../store/grant-page.ts";
import { findRequestPage } from "../store/request-page.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { type GrantViewName, grantViewOf } from "./grant-view-of.ts";
import { type FilterField, type FilterValue, lookedThrough, offerFilterValues } from "./offer-filter-values.ts";
import { type RequestViewName, requestViewOf } from "./request-view-of.ts";

type Wanted = { caller: Caller; field: FilterField; search: string };

/**
 * What occurs in the newest requests that the caller sees in this view, by name. Nothing is told that the requests themselves do not
 * tell them; that is why it is not the directory that is searched, which only admins and auditors may read.
 */
export const findRequestFilterValues = async (
  ctx: CommandContext,
  facts: Wanted & { view: RequestViewName },
): Promise<FilterValue[]> => {
  const { caller, view: name } = facts;
  const authority = await getAuthority(ctx.db, caller);
  const view = await requestViewOf(ctx.db, { authority, caller, name, now: ctx.clock.now() });
  const { items } = await findRequestPage(ctx.db, { view, limit: lookedThrough });
  const rows = items.map(({ requesterId, ...request }) => ({ ...request, personId: requesterId }));
  return offerFilterValues(ctx.db, { ...facts, rows });
};

/** The same of the newest access that the caller sees. */
export const findGrantFilterValues = async (
  ctx: CommandContext,
  facts: Wanted & { view: GrantViewName | undefined },
): Promise<FilterValue[]> => {
  const { caller, view: name } = facts;
  const authority = await getAuthority(ctx.db, caller);
  const view = await grantViewOf(ctx.db, { authority, caller, name });
  const { items } = await findGrantPage(ctx.db, { view, limit: lookedThrough });
  const rows = items.map(({ accountId, ...grant }) => ({ ...grant, accountIds: [accountId] }));
  return offerFilterValues(ctx.db, { ...facts, rows });
};

import { refuse } from "../core/decision.ts";
import { isOverdue } from "../core/decision-rules.ts";
import { notFound, Refusal } from "../core/refusal.ts";
import type { AccessRequest } from "../core/request.ts";
import type { PageOf } from "../store/access-page.ts";
import { findRequestPage, type RequestFilters, type RequestSort } from "../store/request-page.ts";
import { findRequest } from "../store/requests.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { findDeciders } from "./find-deciders.ts";
import { findRequestSight } from "./find-request-sight.ts";
import { staleGroups } from "./groups-are-stale.ts";
import { type RequestViewName, requestViewOf } from "./request-view-of.ts";
import { type SeenRequest, seeRequests } from "./see-requests.ts";

export type RequestsQuery = PageOf &
  RequestFilters & { view?: RequestViewName | undefined; sort?: RequestSort | undefined };

/** Of what is over there may be a million, and nobody asks when it would have expired. */
const assertSortable = ({ view, sort }: RequestsQuery) => {
  if (view === "to-decide" || !sort?.endsWith("expiresAt")) return;
  const message = "Only what waits for a decision is sorted by expiry: choose view=to-decide, or sort by createdAt.";
  throw new Refusal("invalid", [refuse("sort.only-to-decide", message, "sort")]);
};

/** One page of the requests that the caller may see in this view, usually newest first, each with what the caller may do with it. */
export const findRequests = async (
  ctx: CommandContext,
  facts: { caller: Caller; query: RequestsQuery },
): Promise<{ items: SeenRequest[]; nextCursor?: string }> => {
  const { view = "mine", ...query } = facts.query;
  assertSortable(facts.query);
  const now = ctx.clock.now();
  const authority = await getAuthority(ctx.db, facts.caller);
  const shown = await requestViewOf(ctx.db, { authority, caller: facts.caller, name: view, now });
  const page = await findRequestPage(ctx.db, { ...query, view: shown });
  return { ...page, items: await seeRequests(ctx.db, { authority, requests: page.items, now }) };
};

type Asked = { caller: Caller; requestId: string };

const getSight = async (ctx: CommandContext, { caller, requestId }: Asked) => {
  const now = ctx.clock.now();
  const request = await findRequest(ctx.db, requestId);
  const sight = request && (await findRequestSight(ctx.db, { caller, request, now }));
  if (!sight && caller.groupsAreStale) throw staleGroups();
  if (!request || !sight) throw notFound("request");
  return { request, sight, now };
};

/** The request itself, without what its page shows around it. To who may not see it it is not there. */
export const getVisibleRequest = async (ctx: CommandContext, asked: Asked): Promise<AccessRequest> =>
  (await getSight(ctx, asked)).request;

/** One request as the caller may see it. What they may not see is not found. */
export const getRequest = async (ctx: CommandContext, asked: Asked): Promise<SeenRequest> => {
  const { request, sight, now } = await getSight(ctx, asked);
  const [seen] = await seeRequests(ctx.db, { authority: sight.authority, requests: [request], now });
  if (!seen) throw notFound("request");
  const waits = request.state === "pending" && !isOverdue(request, now);
  return waits ? { ...seen, deciders: await findDeciders(ctx.db, { request, sight }) } : seen;
};

import { getVisibleRequest } from "../commands/find-requests.ts";
import { pageLimits } from "../contract/page.ts";
import { requestTimelineOperation } from "../contract/request-timeline.ts";
import type { AuditEvent } from "../core/audit.ts";
import { findRequestTimeline } from "../store/request-timeline.ts";
import type { AppContext } from "./app-context.ts";
import { findNames } from "./find-names.ts";
import { type Api, serve } from "./serve-operation.ts";

const actorId = ({ actor }: AuditEvent) => (actor.kind === "person" ? actor.id : null);

export const serveRequestTimeline = (api: Api, context: AppContext): void => {
  serve(api, requestTimelineOperation, async ({ params, query, caller }) => {
    const request = await getVisibleRequest(context, { caller, requestId: params.id });
    const page = await findRequestTimeline(context.db, {
      requestId: request.id,
      limit: query.limit ?? pageLimits.usual,
      cursor: query.cursor,
    });
    const events = page.items;
    const names = await findNames(context.db, { personIds: events.map(actorId) });
    const items = events.map((event) => {
      const id = actorId(event);
      return {
        seq: event.seq,
        at: event.at,
        action: event.action,
        actor: { kind: event.actor.kind, id, displayName: id === null ? null : names.person(id).displayName },
        grantId: event.grantId ?? null,
        accountId: event.accountId ?? null,
        abilities: {},
      };
    });
    return { ...page, items };
  });
};

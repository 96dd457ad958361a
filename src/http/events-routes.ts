import { findVisibleActivity } from "../commands/find-activity.ts";
import { findVisibleEvents } from "../commands/find-visible-events.ts";
import { eventsOperation } from "../contract/events.ts";
import { findAuditAfter, readAuditHead } from "../store/audit-events.ts";
import type { AppContext } from "./app-context.ts";
import { eventStream } from "./event-stream.ts";
import { type Api, serve } from "./serve-operation.ts";
import { stillSignedIn } from "./still-signed-in.ts";
import { visibleTogether } from "./visible-together.ts";

/** How far back a broken line is mended event by event. */
const mostMissed = 1_000;

export const serveEvents = (api: Api, context: AppContext): void => {
  const { db, events, log } = context;
  const visible = visibleTogether(db, () => events.personIds());
  serve(api, eventsOperation, async ({ caller, personas, holds, headers, c }) => {
    const lastEventId = headers["last-event-id"];
    const head = (await readAuditHead(db)).seq;
    const after = lastEventId === undefined ? head : Math.min(Number(lastEventId), head);
    const readsSystem = (personas.admin || personas.auditor) && holds("system:read");
    const stream = eventStream({
      after,
      subscribe: ({ receive, stirred, found }) =>
        events.subscribe({
          personId: caller.personId,
          receive,
          stirred: readsSystem ? stirred : undefined,
          found: holds("activity:read") ? found : undefined,
        }),
      withVisibleActivity: (grantIds) => findVisibleActivity(db, { caller, grantIds }),
      findMissed: async (range) => {
        if (range.after >= range.upTo) return [];
        const missed = await findAuditAfter(db, range.after, mostMissed + 1);
        if (missed.length > mostMissed) return undefined;
        return findVisibleEvents(db, { caller, events: missed.filter(({ seq }) => seq <= range.upTo) });
      },
      visible: (appended) => visible(caller, appended),
      isAllowed: stillSignedIn(context, c),
      failed: (problem) => log.warn({ event: "events.broken", personId: caller.personId, err: problem }),
    });
    return c.body(stream, 200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
  });
};

import { findVisibleEvents } from "../commands/find-visible-events.ts";
import { eventsOperation } from "../contract/events.ts";
import { findAuditAfter, readAuditHead } from "../store/audit-events.ts";
import type { AppContext } from "./app-context.ts";
import { eventStream } from "./event-stream.ts";
import { lookingTwice } from "./looking-twice.ts";
import { type Api, serve } from "./serve-operation.ts";
import { stillSignedIn } from "./still-signed-in.ts";

/** How far back a broken line is mended event by event. */
const mostMissed = 1_000;

export const serveEvents = (api: Api, context: AppContext): void => {
  const { db, events, log } = context;
  const isStillSignedIn = stillSignedIn({ ...context, db: events.db });
  serve(api, eventsOperation, async ({ caller, personas, holds, headers, c }) => {
    const lastEventId = headers["last-event-id"];
    const head = (await readAuditHead(db)).seq;
    const after = lastEventId === undefined ? head : Math.min(Number(lastEventId), head);
    const readsSystem = (personas.admin || personas.auditor) && holds("system:read");
    const stream = eventStream({
      after,
      caller,
      subscribe: ({ receive, beat, stirred, found }) =>
        events.subscribe({
          ...{ personId: caller.personId, receive, beat },
          stirred: readsSystem ? stirred : undefined,
          found: holds("activity:read") ? found : undefined,
        }),
      findMissed: async (range) => {
        if (range.after >= range.upTo) return [];
        const missed = await findAuditAfter(db, range.after, mostMissed + 1);
        if (missed.length > mostMissed) return undefined;
        return findVisibleEvents(db, { caller, events: missed.filter(({ seq }) => seq <= range.upTo) });
      },
      isAllowed: lookingTwice(isStillSignedIn(c)),
      failed: (problem) => log.warn({ event: "events.broken", personId: caller.personId, err: problem }),
    });
    return c.body(stream, 200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
  });
};

import type { Caller } from "../commands/context.ts";
import type { AuditEvent } from "../core/audit.ts";
import type { Batch, Subscriber } from "./event-hub.ts";

/** A client that is this far behind is cut off; it comes back with `Last-Event-ID` and misses nothing. */
const mostWaiting = 1_000;

const frame = (event: AuditEvent): string => {
  const { seq, at, action, subject, requestId, grantId } = event;
  return `id: ${seq}\nevent: ${action}\ndata: ${JSON.stringify({ seq, at, action, subject, requestId, grantId })}\n\n`;
};

type Line = {
  /** What the client has already. */
  after: number;
  subscribe(on: Required<Omit<Subscriber, "personId">>): { after: number; unsubscribe(): void };
  /** What may be seen of what lies between; undefined when that is too much. */
  findMissed(range: { after: number; upTo: number }): Promise<AuditEvent[] | undefined>;
  caller: Caller;
  isAllowed(): Promise<boolean>;
  failed(problem: unknown): void;
};

/** Server-sent events (HTML Living Standard §9.2): each visible event once and in order, `beat` at each beat, `system.stirred` to who may know, `activity.read` of grants whose activity they may see, the end when the caller may listen no longer. */
export const eventStream = (line: Line): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let lastSent = line.after;
  let isOpen = true;
  let waiting = 0;
  let work = Promise.resolve();
  let unsubscribe = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start: (stream) => {
        const close = () => {
          if (!isOpen) return;
          isOpen = false;
          unsubscribe();
          stream.close();
        };
        const send = (text: string) => {
          if (!isOpen) return;
          stream.enqueue(encoder.encode(text));
          if ((stream.desiredSize ?? 0) <= 0) close();
        };
        const sendUpTo = (visible: AuditEvent[], upTo: number) => {
          const fresh = visible.filter(({ seq }) => seq > lastSent);
          lastSent = Math.max(lastSent, upTo);
          if (fresh.length > 0) send(fresh.map(frame).join(""));
        };
        const tell = async ({ upTo, visibleTo }: Batch) => {
          if (upTo > lastSent) sendUpTo(visibleTo(line.caller), upTo);
        };
        const beat = async () => ((await line.isAllowed()) ? send("event: beat\ndata: {}\n\n") : close());
        const next = (step: () => Promise<void>) => {
          waiting += 1;
          if (waiting > mostWaiting) return close();
          work = work
            .then(() => (isOpen ? step() : undefined))
            .catch((problem) => {
              line.failed(problem);
              close();
            })
            .finally(() => {
              waiting -= 1;
            });
        };
        const joined = line.subscribe({
          receive: (batch) => next(() => tell(batch)),
          beat: () => next(beat),
          stirred: () => next(async () => send("event: system.stirred\ndata: {}\n\n")),
          found: (visibleTo) =>
            next(async () => {
              for (const grantId of visibleTo(line.caller))
                send(`event: activity.read\ndata: ${JSON.stringify({ grantId })}\n\n`);
            }),
        });
        unsubscribe = joined.unsubscribe;
        send(": welcome\nretry: 3000\n\n");
        next(async () => {
          const missed = await line.findMissed({ after: line.after, upTo: joined.after });
          if (missed) return sendUpTo(missed, joined.after);
          lastSent = joined.after;
          send(`id: ${joined.after}\nevent: reset\ndata: {}\n\n`);
        });
      },
      cancel: () => {
        isOpen = false;
        unsubscribe();
      },
    },
    { highWaterMark: mostWaiting },
  );
};

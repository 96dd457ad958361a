import { type AuditEvent, auditHash } from "./audit.ts";

/** An event as the next one refers to it. */
export type Link = { seq: number; hash: string };

/** What comes before the first event. */
export const genesis: Link = { seq: 0, hash: "0".repeat(64) };

/**
 * How a chain can be broken at an event.
 * `changed`: it is not what was hashed. `missing`: another stands in its place, or none. `unlinked`: it does not follow the one before.
 * `cut`: it was verified before and is gone with all after it. `rewritten`: it fits, but is not the one that was verified or appended.
 */
export type BreakKind = "changed" | "missing" | "unlinked" | "cut" | "rewritten";
export type Break = { seq: number; kind: BreakKind; message: string };

/** Undefined when the event follows `before`, and is as it was written. */
export const checkLink = (event: AuditEvent, before: Link): Break | undefined => {
  const seq = before.seq + 1;
  if (event.seq !== seq)
    return { seq, kind: "missing", message: `event ${seq} is missing; ${event.seq} stands in its place` };
  if (event.previousHash !== before.hash)
    return { seq, kind: "unlinked", message: `event ${seq} does not follow the event before it` };
  if (auditHash(event) !== event.hash)
    return { seq, kind: "changed", message: `event ${seq} was changed after it was written` };
  return undefined;
};

/**
 * Goes on from `after` over these events, also beyond what does not fit: each event is held against what stands before it now.
 * `remembered` is the newest event that was verified before: whoever rewrites the chain from some event on, hashes and all, makes it
 * fit again, but not be the same.
 */
export const checkLinks = (
  events: readonly AuditEvent[],
  from: { after: Link; remembered: Link },
): { reached: Link; breaks: Break[] } => {
  const breaks: Break[] = [];
  let reached = from.after;
  for (const event of events) {
    const broken = checkLink(event, reached);
    if (broken) breaks.push(broken);
    else if (event.seq === from.remembered.seq && event.hash !== from.remembered.hash)
      breaks.push(rewritten(event.seq, "verified before"));
    reached = { seq: event.seq, hash: event.hash };
  }
  return { reached, breaks };
};

/** Whether only the memory of what was verified shows it: a later reading of the chain finds nothing wrong, and heals nothing. */
export const isLasting = ({ kind }: Break): boolean => kind === "cut" || kind === "rewritten" || kind === "unlinked";

const rewritten = (seq: number, when: string): Break => ({
  seq,
  kind: "rewritten",
  message: `event ${seq} is not the one that was ${when}`,
});

/** The end of the log against what was appended last, and against what was verified before. */
export const checkEnd = (facts: { reached: Link; head: Link; remembered: Link }): Break | undefined => {
  const { reached, head, remembered } = facts;
  if (head.seq < remembered.seq)
    return {
      seq: head.seq + 1,
      kind: "cut",
      message: `events ${head.seq + 1} to ${remembered.seq} are gone, although they had been verified`,
    };
  if (reached.seq < head.seq)
    return {
      seq: reached.seq + 1,
      kind: "missing",
      message: `events ${reached.seq + 1} to ${head.seq} are missing`,
    };
  return reached.hash === head.hash ? undefined : rewritten(head.seq, "appended last");
};

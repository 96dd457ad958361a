import type { ActivitySourceKind } from "./activity-source.ts";
import type { ActivityWindow } from "./activity-window.ts";
import { addMilliseconds, addMinutes, earlier, later } from "./time.ts";

/** CloudTrail usually delivers within five minutes and says that this is not guaranteed; what is older than this counts as read. */
const deliveredWithinMinutes = 15;

/** Events this late are still found, by waiting so long before the last look. */
const latestDeliveryMinutes = 60;

/** The last look goes back so far, for what came later than the looks before it allowed for. */
const lastLookBackMinutes = 6 * 60;

/** Files are found by when they were delivered, so hardly anything comes behind. */
const overlapOfFilesMinutes = 5;

/** Queries find events by when they happened: one that was delivered late is only found by looking again where it happened. */
const overlapOfQueriesMinutes = 6 * 60;

/** For so long what a trail that fell silent may still deliver is waited for. */
const waitForTrailMinutes = 3 * 24 * 60;

const betweenWaitsMinutes = 30;

/** A look reads no more at a time: what was read is kept before the next one, and other grants get their turn. */
const sliceMinutes = 24 * 60;

const betweenLooksMinutes = 10;

/** One look into the trail. `readUpTo`, `complete`, `isUnsure` and `nextAt` hold once it has succeeded. */
type Look = {
  from: Date;
  to: Date;
  readUpTo: Date | null;
  complete: boolean;
  /** No more is looked for although the trail was never seen to deliver anything newer than the last of it. */
  isUnsure: boolean;
  nextAt: Date | null;
};

type Facts = {
  window: ActivityWindow;
  readUpTo: Date | null;
  /** Of the whole trail, whatever account it concerns; null when not known. */
  newestDelivery: Date | null;
  kind: ActivitySourceKind;
  now: Date;
};

const lastLookAtOf = ({ eventsTo }: ActivityWindow) => eventsTo && addMinutes(eventsTo, latestDeliveryMinutes);

const hasDelivered = ({ eventsTo }: ActivityWindow, newestDelivery: Date | null) =>
  eventsTo !== null && newestDelivery !== null && newestDelivery > eventsTo;

/** Whether the look that is due rests on what the trail delivered last, and that is not known to be new enough. */
export const needsNewestDelivery = ({ window, newestDelivery, now }: Omit<Facts, "readUpTo" | "kind">): boolean => {
  const lastLookAt = lastLookAtOf(window);
  return lastLookAt !== null && now >= lastLookAt && !hasDelivered(window, newestDelivery);
};

/**
 * What to read of a grant now. While it runs, and until the last credentials expired, every look goes on where the one before ended.
 * The last one comes when whatever is late has arrived and the trail has delivered something newer: a trail that is silent says nothing
 * of what was done. After some days it comes all the same, and says so.
 */
export const planLook = ({ window, readUpTo, newestDelivery, kind, now }: Facts): Look => {
  const { sessionsFrom, eventsTo } = window;
  const lastLookAt = lastLookAtOf(window);
  const isTime = lastLookAt !== null && now >= lastLookAt;
  const isSure = hasDelivered(window, newestDelivery);
  const isLast = isTime && (isSure || now >= addMinutes(lastLookAt, waitForTrailMinutes));
  const overlap = kind === "s3" ? overlapOfFilesMinutes : overlapOfQueriesMinutes;
  const back = isLast ? lastLookBackMinutes : overlap;
  const from = later(sessionsFrom, addMinutes(readUpTo ?? sessionsFrom, -back));
  // An event in the very last second counts.
  const end = eventsTo ? earlier(addMilliseconds(eventsTo, 1_000), now) : now;
  const to = later(from, earlier(end, addMinutes(from, sliceMinutes)));
  const isCut = to < end;
  const complete = isLast && !isCut;
  const surely = earlier(to, addMinutes(now, -deliveredWithinMinutes));
  const soon = addMinutes(now, isTime ? betweenWaitsMinutes : betweenLooksMinutes);
  const usualNext = lastLookAt && lastLookAt > now ? earlier(soon, lastLookAt) : soon;
  return {
    from,
    to,
    complete,
    isUnsure: complete && !isSure,
    readUpTo: surely > sessionsFrom ? later(surely, readUpTo ?? surely) : readUpTo,
    nextAt: complete ? null : isCut ? now : usualNext,
  };
};

const firstPauseSeconds = 30;
const longestPauseSeconds = 30 * 60;

/** When to try again after so many failures in a row. */
export const lookAgainAt = ({ attempts, now }: { attempts: number; now: Date }): Date =>
  addMilliseconds(now, Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.min(attempts - 1, 10)) * 1_000);

/** Whoever opens the page has it looked for, but not more often than this. */
export const askedAtMostEveryMs = 60_000;

/** So many events of one grant are kept; what is beyond stays in CloudTrail, and the page says so. */
export const mostEventsKept = 200_000;

import type { ActivityWindow } from "./activity-window.ts";
import { addMilliseconds, addMinutes, earlier, later } from "./time.ts";

/** CloudTrail usually delivers within five minutes and says that this is not guaranteed; what is older than this counts as read. */
const deliveredWithinMinutes = 15;

/** Events this late are still found, by waiting so long before the last look. */
const latestDeliveryMinutes = 60;

/** The last look goes back so far, for what came later than the looks before it allowed for. */
const lastLookBackMinutes = 6 * 60;

const overlapMinutes = 5;

/** A look reads no more at a time: what was read is kept before the next one, and other grants get their turn. */
const sliceMinutes = 24 * 60;

const betweenLooksMinutes = 10;

/** One look into the trail. `readUpTo`, `complete` and `nextAt` hold once it has succeeded. */
type Look = { from: Date; to: Date; readUpTo: Date | null; complete: boolean; nextAt: Date | null };

type Facts = { window: ActivityWindow; readUpTo: Date | null; now: Date };

/**
 * What to read of a grant now. While it runs, and until the last credentials expired, every look goes on where the one before ended;
 * the last one comes when whatever is late has arrived, and after it nothing is missing.
 */
export const planLook = ({ window: { sessionsFrom, eventsTo }, readUpTo, now }: Facts): Look => {
  const lastLookAt = eventsTo && addMinutes(eventsTo, latestDeliveryMinutes);
  const isLast = lastLookAt !== null && now >= lastLookAt;
  const back = isLast ? lastLookBackMinutes : overlapMinutes;
  const from = later(sessionsFrom, addMinutes(readUpTo ?? sessionsFrom, -back));
  // An event in the very last second counts.
  const end = eventsTo ? earlier(addMilliseconds(eventsTo, 1_000), now) : now;
  const to = later(from, earlier(end, addMinutes(from, sliceMinutes)));
  const isCut = to < end;
  const complete = isLast && !isCut;
  const surely = earlier(to, addMinutes(now, -deliveredWithinMinutes));
  const soon = addMinutes(now, betweenLooksMinutes);
  const usualNext = lastLookAt && lastLookAt > now ? earlier(soon, lastLookAt) : soon;
  return {
    from,
    to,
    complete,
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

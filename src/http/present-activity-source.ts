import type { z } from "zod";
import type { activitySource } from "../contract/activity.ts";
import { mostEventsKept } from "../core/activity-plan.ts";
import { activityWindow } from "../core/activity-window.ts";
import type { Grant } from "../core/grant.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { findReading } from "../store/activity-readings.ts";
import { findSource } from "../store/activity-source.ts";
import type { Db } from "../store/database.ts";

export const noTrail =
  "Stint is not set up to read a CloudTrail trail, so it cannot tell what was done with this access. CloudTrail itself may have it.";

type Reading = NonNullable<Awaited<ReturnType<typeof findReading>>>;
type Source = Awaited<ReturnType<typeof findSource>>;
type Shape = z.input<typeof activitySource>;

const nothingRead = {
  readUpTo: null,
  complete: false,
  progress: null,
  nextLookAt: null,
  lastError: null,
  capped: false,
  unreadable: 0,
};

const messages: Record<Shape["state"], string> = {
  none: noTrail,
  "not-begun": "Nobody can have used this access: it never began.",
  waiting: "CloudTrail delivers some minutes after something was done; Stint looks again and again.",
  reading: "The trail is being read.",
  failing: "The trail could not be read. Stint tries again; what was read before is shown.",
  complete: "All that the trail recorded of this role's sessions was read and is kept with the access.",
};

const noLongerRead = "Stint no longer reads a CloudTrail trail. What it had read of this access before is shown.";

const cappedMessage = `The first ${mostEventsKept.toLocaleString("en")} events that were read are kept; there are more in CloudTrail.`;

const silentForMs = 2 * 60 * 60_000;
const minuteOf = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const silenceSince = (newest: Date | null) =>
  newest ? `the trail has delivered nothing since ${minuteOf(newest)}` : "the trail was never seen to deliver anything";

type Known = { reading: Reading; source: Source; state: Shape["state"]; now: Date };

/** What the state means for who looks; never more than what the trail was seen to deliver allows. */
const messageOf = ({ reading, source, state, now }: Known): string => {
  if (reading.capped) return cappedMessage;
  if (state === "none") return noLongerRead;
  if (state === "complete" && reading.isUnsure)
    return `It is not sure that this is all: ${silenceSince(reading.newestDeliveryAt)}. No more is looked for.`;
  if (state === "complete" && reading.unreadable > 0)
    return "All that could be read of what the trail recorded of this role's sessions is kept with the access; some of the trail could not be understood.";
  const newest = source?.newestDeliveryAt ?? null;
  const isSilent = source?.lookedAt && (newest === null || newest < addMilliseconds(now, -silentForMs));
  return state === "waiting" && isSilent
    ? `What was done later is not known: ${silenceSince(newest)}. Stint looks again and again.`
    : messages[state];
};

/** Nothing is known of a time of which the trail has not delivered yet, however often it was looked at. */
const knownUpTo = (grant: Grant, { reading, source }: Pick<Known, "reading" | "source">): Date | null => {
  const newest = source?.newestDeliveryAt;
  if (!reading.readUpTo || !newest || reading.complete) return reading.readUpTo;
  const upTo = earlier(reading.readUpTo, newest);
  return upTo > grant.startsAt ? upTo : null;
};

/** How far reading what was done with this grant is, and what that means for who looks. */
export const findActivitySource = async (db: Db, { grant, now }: { grant: Grant; now: Date }): Promise<Shape> => {
  const reading = await findReading(db, grant.id);
  const source = await findSource(db);
  const hasTrail = Boolean(source?.kind);
  if (!hasTrail && !reading?.readAt)
    return { ...nothingRead, configured: false, state: "none", message: messages.none };
  const isUnused = activityWindow(grant) === null;
  if (!reading || isUnused) {
    const state = isUnused ? (grant.state === "scheduled" ? "waiting" : "not-begun") : "waiting";
    const message = grant.state === "scheduled" ? "The access has not begun." : messages[state];
    return { ...nothingRead, configured: true, state, message };
  }
  const isUnderWay = reading.leaseUntil !== null && reading.leaseUntil > now;
  const state = reading.complete
    ? "complete"
    : !hasTrail
      ? "none"
      : isUnderWay
        ? "reading"
        : reading.lastError === null
          ? "waiting"
          : "failing";
  return {
    configured: true,
    state,
    message: messageOf({ reading, source, state, now }),
    readUpTo: knownUpTo(grant, { reading, source }),
    complete: reading.complete && !reading.capped && !reading.isUnsure,
    progress:
      isUnderWay && reading.progressDone !== null ? { done: reading.progressDone, total: reading.progressTotal } : null,
    nextLookAt: reading.nextAt,
    lastError: reading.lastError,
    capped: reading.capped,
    unreadable: reading.unreadable,
  };
};

import type { z } from "zod";
import type { activitySource } from "../contract/activity.ts";
import { mostEventsKept } from "../core/activity-plan.ts";
import { activityWindow } from "../core/activity-window.ts";
import type { Grant } from "../core/grant.ts";
import { findReading } from "../store/activity-readings.ts";
import { findSource } from "../store/activity-source.ts";
import type { Db } from "../store/database.ts";

export const noTrail =
  "Stint is not set up to read a CloudTrail trail, so it cannot tell what was done with this access. CloudTrail itself may have it.";

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
  complete: "All that this access can have caused was read and is kept with it.",
};

const noLongerRead = "Stint no longer reads a CloudTrail trail. What it had read of this access before is shown.";

const cappedMessage = `The first ${mostEventsKept.toLocaleString("en")} events that were read are kept; there are more in CloudTrail.`;

/** How far reading what was done with this grant is, and what that means for who looks. */
export const findActivitySource = async (db: Db, { grant, now }: { grant: Grant; now: Date }): Promise<Shape> => {
  const reading = await findReading(db, grant.id);
  const hasTrail = Boolean((await findSource(db))?.kind);
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
    message: reading.capped ? cappedMessage : state === "none" ? noLongerRead : messages[state],
    readUpTo: reading.readUpTo,
    complete: reading.complete && !reading.capped,
    progress:
      isUnderWay && reading.progressDone !== null ? { done: reading.progressDone, total: reading.progressTotal } : null,
    nextLookAt: reading.nextAt,
    lastError: reading.lastError,
    capped: reading.capped,
    unreadable: reading.unreadable,
  };
};

import type { ActivitySubject } from "./activity-source.ts";
import type { ActivityWindow } from "./activity-window.ts";
import { belongsToGrant } from "./belongs-to-grant.ts";
import { parseTrailRecord, type TrailRecord } from "./trail-record.ts";

/** `denied`: AWS refused it for want of permission. `error`: it failed otherwise. */
export type ActivityOutcome = "success" | "denied" | "error";

/** One thing that was done with a grant, as it is kept and shown. */
export type ActivityEvent = Omit<TrailRecord, "recipientAccountId" | "roleSession"> & { outcome: ActivityOutcome };

/** Every service has its own word for it: AccessDenied, Client.UnauthorizedOperation, NotAuthorizedException … */
const denial = /AccessDenied|Unauthori[sz]ed|NotAuthori[sz]ed|AuthorizationError|Forbidden/i;

const outcomeOf = ({ errorCode, errorMessage }: TrailRecord): ActivityOutcome => {
  if (errorCode === null) return errorMessage === null ? "success" : "error";
  return denial.test(errorCode) ? "denied" : "error";
};

const toActivityEvent = (record: TrailRecord): ActivityEvent => {
  const { recipientAccountId: _account, roleSession: _session, ...event } = record;
  return { ...event, outcome: outcomeOf(record) };
};

/**
 * Of what a source read, the events of this grant, each once, and how many records made no sense. A record that cannot be understood
 * is left out and counted; it is never a reason to lose the others.
 */
export const siftRecords = (
  records: readonly unknown[],
  grant: { subject: ActivitySubject; window: ActivityWindow },
): { events: ActivityEvent[]; unreadable: number } => {
  const events = new Map<string, ActivityEvent>();
  let unreadable = 0;
  for (const json of records) {
    const record = parseTrailRecord(json);
    if (!record) unreadable += 1;
    else if (belongsToGrant({ ...grant, record })) events.set(record.id, toActivityEvent(record));
  }
  return { events: [...events.values()], unreadable };
};

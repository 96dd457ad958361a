import type { Caller } from "../commands/context.ts";
import { findVisibleToEach } from "../commands/find-visible-events.ts";
import type { AuditEvent } from "../core/audit.ts";
import type { Db } from "../store/database.ts";

/**
 * What may be seen of a batch that many lines are told of is read once, after the batch was written, for all who follow at that moment:
 * two hundred open consoles cost the database no more than one. Authority is of that moment, for each of them.
 */
export const visibleTogether = (db: Db, followers: () => string[]) => {
  const readings = new WeakMap<readonly AuditEvent[], ReturnType<typeof findVisibleToEach>>();
  return async (caller: Caller, events: readonly AuditEvent[]): Promise<AuditEvent[]> => {
    const reading = readings.get(events) ?? findVisibleToEach(db, { personIds: followers(), events });
    readings.set(events, reading);
    return (await reading)(caller);
  };
};

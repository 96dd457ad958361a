import type { AuditEvent } from "../core/audit.ts";
import { toAuditEvent } from "./audit-events.ts";
import type { Db } from "./database.ts";

/** The events of one request in the order in which they happened. */
export const findRequestTimeline = async (db: Db, requestId: string, most = 500): Promise<AuditEvent[]> => {
  const rows = await db
    .selectFrom("auditEvents")
    .selectAll()
    .where("requestId", "=", requestId)
    .orderBy("seq")
    .limit(most)
    .execute();
  return rows.map(toAuditEvent);
};

/** What was appended after this event, in order, so many at most. */
export const findAuditAfter = async (db: Db, seq: number, limit: number): Promise<AuditEvent[]> => {
  const rows = await db
    .selectFrom("auditEvents")
    .selectAll()
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map(toAuditEvent);
};

export const findAuditEvent = async (db: Db, seq: number): Promise<AuditEvent | undefined> => {
  const row = await db.selectFrom("auditEvents").selectAll().where("seq", "=", seq).executeTakeFirst();
  return row && toAuditEvent(row);
};

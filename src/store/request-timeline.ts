import type { AuditEvent } from "../core/audit.ts";
import { toAuditEvent } from "./audit-events.ts";
import { decodeCursor, encodeCursor, sequenceKey } from "./cursor.ts";
import type { Db } from "./database.ts";

/** One page of what happened to a request, in that order. Refused attempts are left out. */
export const findRequestTimeline = async (
  db: Db,
  wanted: { requestId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: AuditEvent[]; nextCursor?: string }> => {
  const [seq = "0"] = wanted.cursor === undefined ? [] : decodeCursor(wanted.cursor, 1);
  const rows = await db
    .selectFrom("auditEvents")
    .selectAll()
    .where("requestId", "=", wanted.requestId)
    .where("seq", ">", sequenceKey(seq))
    .where("action", "not like", "%refused")
    .orderBy("seq")
    .limit(wanted.limit + 1)
    .execute();
  const items = rows.slice(0, wanted.limit).map(toAuditEvent);
  const last = items.at(-1);
  return rows.length > items.length && last ? { items, nextCursor: encodeCursor([String(last.seq)]) } : { items };
};

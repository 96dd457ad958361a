import { type SqlBool, sql } from "kysely";
import type { AuditEvent } from "../core/audit.ts";
import { toAuditEvent } from "./audit-events.ts";
import { decodeCursor, encodeCursor, sequenceKey } from "./cursor.ts";
import type { Db } from "./database.ts";

export type AuditFilter = {
  from?: Date | undefined;
  to?: Date | undefined;
  actor?: string | undefined;
  person?: string | undefined;
  account?: string | undefined;
  /** One action, or with a dot at its end the beginning of several. */
  action?: string | undefined;
  request?: string | undefined;
};

const filtered = (db: Db, filter: AuditFilter) => {
  let query = db.selectFrom("auditEvents").selectAll();
  if (filter.from) query = query.where("at", ">=", filter.from);
  if (filter.to) query = query.where("at", "<", filter.to);
  if (filter.actor) query = query.where("actorId", "=", filter.actor);
  if (filter.person) query = query.where("personId", "=", filter.person);
  if (filter.account) query = query.where("accountId", "=", filter.account);
  if (filter.request) query = query.where("requestId", "=", filter.request);
  if (filter.action)
    query = filter.action.endsWith(".")
      ? query.where(sql<SqlBool>`starts_with(action, ${filter.action})`)
      : query.where("action", "=", filter.action);
  return query;
};

/** One page of events, newest first. */
export const searchAudit = async (
  db: Db,
  filter: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<{ items: AuditEvent[]; nextCursor?: string }> => {
  let query = filtered(db, filter);
  if (filter.cursor) query = query.where("seq", "<", sequenceKey(decodeCursor(filter.cursor, 1)[0] ?? ""));
  const rows = await query
    .orderBy("seq", "desc")
    .limit(filter.limit + 1)
    .execute();
  const items = rows.slice(0, filter.limit).map(toAuditEvent);
  const last = items.at(-1);
  return rows.length > items.length && last ? { items, nextCursor: encodeCursor([String(last.seq)]) } : { items };
};

/** All that match, newest first, page by page: an export of any length takes little memory. */
export async function* readAudit(db: Db, filter: AuditFilter, pageSize = 1_000): AsyncGenerator<AuditEvent[]> {
  let cursor: string | undefined;
  do {
    const page = await searchAudit(db, { ...filter, limit: pageSize, cursor });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** The events of one request in the order in which they happened. */
export const findRequestTimeline = async (db: Db, requestId: string, most = 500): Promise<AuditEvent[]> => {
  const rows = await filtered(db, { request: requestId }).orderBy("seq").limit(most).execute();
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

import { type SqlBool, sql } from "kysely";
import type { AuditEvent } from "../core/audit.ts";
import { toAuditEvent } from "./audit-events.ts";
import { decodeCursor, encodeCursor, instantKey, sequenceKey } from "./cursor.ts";
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

/**
 * What concerns an account: events that say so, and those of requests that name it among others, such as decisions. What happened to
 * a grant in another account of the same request says that account, and stays out.
 */
const concernsAccount = (accountId: string) => sql<SqlBool>`seq in (
  select seq from audit_events where account_id = ${accountId}
  union all
  select event.seq from request_accounts named join audit_events event on event.request_id = named.request_id
  where named.account_id = ${accountId} and event.account_id is null)`;

const filtered = (db: Db, filter: AuditFilter) => {
  let query = db.selectFrom("auditEvents").selectAll();
  if (filter.from) query = query.where("at", ">=", filter.from);
  if (filter.to) query = query.where("at", "<", filter.to);
  if (filter.actor) query = query.where("actorId", "=", filter.actor);
  if (filter.person) query = query.where("personId", "=", filter.person);
  if (filter.account) query = query.where(concernsAccount(filter.account));
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
  if (filter.cursor) {
    const [at = "", seq = ""] = decodeCursor(filter.cursor, 2);
    query = query.where(sql<SqlBool>`(at, seq) < (${instantKey(at)}, ${sequenceKey(seq)})`);
  }
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("seq", "desc")
    .limit(filter.limit + 1)
    .execute();
  const items = rows.slice(0, filter.limit).map(toAuditEvent);
  const last = items.at(-1);
  return rows.length > items.length && last
    ? { items, nextCursor: encodeCursor([last.at.toISOString(), String(last.seq)]) }
    : { items };
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

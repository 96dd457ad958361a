import { type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";
import type { Db } from "./database.ts";

type Asked = { limit: number; cursor?: string | undefined; request?: string | undefined };

const pageOfNotices = (db: Db, asked: Asked) => {
  let query = db
    .selectFrom("notices")
    .select(["id", "kind", "requestId", "grantId", "createdAt", "spreadAt"])
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(asked.limit + 1);
  if (asked.request) query = query.where("requestId", "=", asked.request);
  if (asked.cursor) {
    const [at = "", id = ""] = decodeCursor(asked.cursor, 2);
    query = query.where(sql<SqlBool>`(created_at, id) < (${instantKey(at)}, ${uuidKey(id)}::uuid)`);
  }
  return query.execute();
};

const deliveriesOf = (db: Db, noticeIds: string[]) =>
  db
    .selectFrom("deliveries")
    .select(["noticeId", "channel", "recipient", "role", "state", "attempts", "sentAt", "lastError"])
    .where(sql<SqlBool>`notice_id = any(${noticeIds}::uuid[])`)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();

/** One page of notices, newest first, each with what became of its deliveries. */
export const listNoticeLog = async (db: Db, asked: Asked) => {
  const rows = await pageOfNotices(db, asked);
  const notices = rows.slice(0, asked.limit);
  const deliveries = await deliveriesOf(
    db,
    notices.map(({ id }) => id),
  );
  const items = notices.map((notice) => ({
    ...notice,
    deliveries: deliveries.filter(({ noticeId }) => noticeId === notice.id),
  }));
  const last = items.at(-1);
  return rows.length > items.length && last
    ? { items, nextCursor: encodeCursor([last.createdAt.toISOString(), last.id]) }
    : { items };
};

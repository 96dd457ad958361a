import { type SqlBool, sql } from "kysely";
import { type Channel, channels } from "../core/notice.ts";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";
import type { Db } from "./database.ts";

const outcomes = ["waiting", "sent", "skipped", "dead"] as const;

type Asked = {
  limit: number;
  cursor?: string | undefined;
  request?: string | undefined;
  states?: readonly (typeof outcomes)[number][] | undefined;
  channels?: readonly Channel[] | undefined;
};

const outcomesOf = ({ states, channels: ways }: Asked) => ({ states: states ?? outcomes, ways: ways ?? channels });

const beforeId = ({ cursor }: Asked) => uuidKey(decodeCursor(cursor ?? "", 2)[1] ?? "");

/**
 * The newest notices of which some delivery came out so: of each outcome and channel by the index, so that the few that did not
 * arrive are found among millions that did. Each by itself: of a joined outcome the database only knows how common they are on
 * average. Ids of notices are in the order of their making.
 */
const newestThatCameOutSo = (asked: Asked) => {
  const { states, ways } = outcomesOf(asked);
  const before = asked.cursor ? sql`and notice_id < ${beforeId(asked)}::uuid` : sql``;
  const newest = states.flatMap((state) =>
    ways.map(
      (way) => sql`(
        select distinct notice_id from deliveries where state = ${state} and channel = ${way} ${before}
        order by notice_id desc limit ${asked.limit + 1})`,
    ),
  );
  return sql<SqlBool>`id in (
    select distinct notice_id from (${sql.join(newest, sql` union all `)}) as newest
    order by notice_id desc limit ${asked.limit + 1})`;
};

const someCameOutSo = (asked: Asked) => {
  const { states, ways } = outcomesOf(asked);
  return sql<SqlBool>`exists (
    select 1 from deliveries where notice_id = notices.id and state = any(${[...states]}::text[])
      and channel = any(${[...ways]}::text[]))`;
};

const pageOfNotices = (db: Db, asked: Asked) => {
  const narrows = asked.states !== undefined || asked.channels !== undefined;
  let query = db
    .selectFrom("notices")
    .select(["id", "kind", "requestId", "grantId", "createdAt", "spreadAt"])
    .limit(asked.limit + 1);
  if (narrows && !asked.request) return query.where(newestThatCameOutSo(asked)).orderBy("id", "desc").execute();
  if (asked.request) query = query.where("requestId", "=", asked.request);
  if (narrows) query = query.where(someCameOutSo(asked));
  if (asked.cursor) {
    const [at = "", id = ""] = decodeCursor(asked.cursor, 2);
    query = query.where(sql<SqlBool>`(created_at, id) < (${instantKey(at)}, ${uuidKey(id)}::uuid)`);
  }
  return query.orderBy("createdAt", "desc").orderBy("id", "desc").execute();
};

const deliveriesOf = (db: Db, noticeIds: string[]) =>
  db
    .selectFrom("deliveries")
    .select(["noticeId", "channel", "recipient", "role", "personId", "state", "attempts"])
    .select(["nextAt", "sentAt", "lastError"])
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

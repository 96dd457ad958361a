import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import { allOf } from "./access-page.ts";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";
import type { Db } from "./database.ts";
import { columns, filtersOf, type GrantPageQuery, ofView } from "./grant-query.ts";

/** As the index has it: what is over is not in it. */
const isNotOver = sql<SqlBool>`state in ('scheduled', 'activating', 'active', 'ending')`;

const beyond = (cursor: string | undefined, comes: RawBuilder<unknown>): RawBuilder<SqlBool> | undefined => {
  if (cursor === undefined) return undefined;
  const [at = "", id = ""] = decodeCursor(cursor, 2);
  return sql<SqlBool>`(ends_at, id) ${comes} (${instantKey(at)}::timestamptz, ${uuidKey(id)}::uuid)`;
};

/** One page of the access that is not over, by when it ends. */
export const findSoonest = async (
  db: Db,
  query: GrantPageQuery & { sort: "endsAt" | "-endsAt" },
): Promise<{ items: Grant[]; nextCursor?: string }> => {
  const isForward = query.sort === "endsAt";
  const cursor = beyond(query.cursor, isForward ? sql`>` : sql`<`);
  const where = allOf([isNotOver, ...filtersOf(query), ofView(query.view), cursor]);
  const order = isForward ? sql`order by ends_at, id` : sql`order by ends_at desc, id desc`;
  const rows = await sql<Grant>`
    select ${columns} from grants where ${where} ${order} limit ${query.limit + 1}`.execute(db);
  const items = rows.rows.slice(0, query.limit);
  const last = items.at(-1);
  return last && rows.rows.length > query.limit
    ? { items, nextCursor: encodeCursor([last.endsAt.toISOString(), last.id]) }
    : { items };
};

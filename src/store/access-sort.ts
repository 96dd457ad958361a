import { type RawBuilder, type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor, instantKey, unreadableCursor, uuidKey } from "./cursor.ts";

const columns = { createdAt: "created_at", expiresAt: "expires_at", endsAt: "ends_at" } as const;

export type SortKey = keyof typeof columns;

/** By which instant pages are ordered; with a minus the latest first. What has the same instant is ordered by its id, the same way. */
export type Sort<Key extends SortKey = SortKey> = Key | `-${Key}`;

export const newestFirst = "-createdAt";

const keyOf = (sort: Sort): SortKey => (sort.startsWith("-") ? sort.slice(1) : sort) as SortKey;

const ref = (of: string | undefined, name: string) => sql.ref(of === undefined ? name : `${of}.${name}`);

/** `order by … limit …`; `of` names the table when several have such columns. */
export const firstIn = (sort: Sort, rows: number, of?: string): RawBuilder<unknown> => {
  const [at, id] = [ref(of, columns[keyOf(sort)]), ref(of, "id")];
  return sort.startsWith("-")
    ? sql`order by ${at} desc, ${id} desc limit ${rows}`
    : sql`order by ${at}, ${id} limit ${rows}`;
};

/** Rows that come after the last one of the page before. A cursor of another order is refused. */
export const afterPage = (cursor: string | undefined, sort: Sort, of?: string): RawBuilder<SqlBool> | undefined => {
  if (cursor === undefined) return undefined;
  const [order, at = "", id = ""] = decodeCursor(cursor, 3);
  if (order !== sort) throw unreadableCursor();
  const last = sql`(${instantKey(at)}::timestamptz, ${uuidKey(id)}::uuid)`;
  const row = sql`(${ref(of, columns[keyOf(sort)])}, ${ref(of, "id")})`;
  return sort.startsWith("-") ? sql<SqlBool>`${row} < ${last}` : sql<SqlBool>`${row} > ${last}`;
};

/** Cuts rows, read with one more than the limit, into a page. */
export const toSortedPage = <Key extends SortKey, Row extends { id: string } & Record<Key, Date>>(
  rows: readonly Row[],
  page: { limit: number; sort: Sort<Key> },
): { items: Row[]; nextCursor?: string } => {
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  if (!last || rows.length <= page.limit) return { items };
  const at = last[keyOf(page.sort) as Key];
  return { items, nextCursor: encodeCursor([page.sort, at.toISOString(), last.id]) };
};

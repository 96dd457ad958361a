import { type RawBuilder, type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";

/** By what requests and grants can be narrowed. */
export type AccessFilters = {
  requesterId?: string | undefined;
  accountId?: string | undefined;
  permissionSetArn?: string | undefined;
  /** Made at this instant or later. */
  from?: Date | undefined;
  /** Made before this instant. */
  to?: Date | undefined;
};

export type PageOf = { cursor?: string | undefined; limit: number };

/** All conditions, or `true` when there are none. */
export const allOf = (conditions: (RawBuilder<SqlBool> | undefined)[]): RawBuilder<SqlBool> => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(given, sql` and `)}`;
};

/** Rows made before the last one of the page before, newest first. */
export const olderThan = (cursor: string | undefined): RawBuilder<SqlBool> | undefined => {
  if (cursor === undefined) return undefined;
  const [at = "", id = ""] = decodeCursor(cursor, 2);
  return sql<SqlBool>`(created_at, id) < (${instantKey(at)}::timestamptz, ${uuidKey(id)}::uuid)`;
};

/** Cuts rows, read with one more than the limit, into a page. */
export const toAccessPage = <Row extends { id: string; createdAt: Date }>(
  rows: readonly Row[],
  limit: number,
): { items: Row[]; nextCursor?: string } => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return last && rows.length > limit
    ? { items, nextCursor: encodeCursor([last.createdAt.toISOString(), last.id]) }
    : { items };
};

import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor } from "./cursor.ts";

/** A question for one page of a list that is ordered by name, then by id. */
export type NamePageQuery = {
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
  /** Also what is marked gone. Pickers leave it out; lists of references want it. */
  includeGone?: boolean | undefined;
};

export type NamePage<T> = { items: T[]; nextCursor?: string };

type Ref = Expression<unknown> | RawBuilder<unknown>;

/** The part of a WHERE that begins after the cursor, in the order name, id. */
export const afterCursor = (cursor: string | undefined, by: { name: Ref; id: Ref }): Expression<SqlBool> => {
  if (cursor === undefined) return sql<SqlBool>`true`;
  const [name, id] = decodeCursor(cursor, 2);
  return sql<SqlBool>`(${by.name}, ${by.id}) > (${name}, ${id})`;
};

/** The part of a WHERE that finds the words anywhere in one of the columns, whatever their case; `%` and `_` stand for themselves. */
export const containsText = (search: string | undefined, columns: Ref[]): Expression<SqlBool> => {
  const words = search?.trim();
  if (!words) return sql<SqlBool>`true`;
  const pattern = `%${words.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const matches = columns.map((column) => sql<SqlBool>`${column} ilike ${pattern}`);
  return sql<SqlBool>`(${sql.join(matches, sql` or `)})`;
};

/** Cuts rows, read with one more than the limit, into a page with the cursor of the next. */
export const toNamePage = <T extends { id: string } | { arn: string }>(
  rows: T[],
  limit: number,
  nameOf: (row: T) => string,
): NamePage<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, nextCursor: encodeCursor([nameOf(last), "id" in last ? last.id : last.arn]) };
};

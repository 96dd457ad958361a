import { type RawBuilder, type SqlBool, sql } from "kysely";
import { firstIn, newestFirst, type Sort } from "./access-sort.ts";
import type { Db } from "./database.ts";

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

export type PageOf = {
  cursor?: string | undefined;
  limit: number;
  /** Instead of `lookedThrough`, so that a test needs no thousands of rows. */
  lookThrough?: number | undefined;
};

/** All conditions, or `true` when there are none. */
export const allOf = (conditions: (RawBuilder<SqlBool> | undefined)[]): RawBuilder<SqlBool> => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? always : sql<SqlBool>`${sql.join(given, sql` and `)}`;
};

/** A column with an index of its own in the order of pages, and the values wanted in it. Only of accounts there may be many. */
export type ByIndex = { column: "state" | "permission_set_arn" | "account_id"; values: readonly string[] };

/**
 * The first rows that meet the conditions, usually the newest, as a table expression under the table's own name. With `by`, each value is looked for by
 * the index of its column, so that what is rare is found as fast as what is common; there may be so many rows of each value then.
 */
export const newestOf = (
  table: "requests" | "grants",
  wanted: { where: RawBuilder<SqlBool>; rows: number; by?: ByIndex | undefined; sort?: Sort | undefined },
): RawBuilder<unknown> => {
  const { where, by } = wanted;
  const first = firstIn(wanted.sort ?? newestFirst, wanted.rows);
  const name = sql.ref(table);
  if (!by) return sql`(select * from ${name} where ${where} ${first}) as ${name}`;
  const column = sql.ref(`${table}.${by.column}`);
  const of = (value: RawBuilder<unknown>) =>
    sql`(select * from ${name} where ${column} = ${value} and ${where} ${first})`;
  const values = [...new Set(by.values)];
  if (by.column === "account_id")
    return sql`(
    select found.* from unnest(${values}::text[]) as wanted(value)
    cross join lateral ${of(sql.ref("wanted.value"))} as found
    ${first}
  ) as ${name}`;
  // Each value by itself: of a joined one the database only knows how common values are on average, and may look for a rare one everywhere.
  const each = sql.join(
    values.map((value) => of(sql`${value}`)),
    sql` union all `,
  );
  return sql`(select * from (${each}) as found ${first}) as ${name}`;
};

/**
 * So many of the first are looked through for what is in a scope before its accounts are asked one by one: as many as that would read,
 * within bounds. Who covers a part of everything is answered by the first way, who covers a few quiet accounts by the second.
 */
export const lookedThrough = (scope: { accounts: number; rows: number }): number =>
  Math.max(2_000, Math.min(scope.accounts * scope.rows, 50_000));

export const always = sql<SqlBool>`true`;

/**
 * The column to look by: what is asked for by its rarest condition. Undefined: in the order of time alone. `roles` are the permission
 * sets to which the view is confined, if it is.
 */
export const indexFor = (query: {
  states?: readonly string[] | undefined;
  permissionSetArn?: string | undefined;
  requesterId?: string | undefined;
  ticket?: string | undefined;
  roles?: readonly string[] | undefined;
}): ByIndex | undefined => {
  const { states = [], permissionSetArn, requesterId, roles = [] } = query;
  if (requesterId !== undefined || query.ticket !== undefined) return undefined;
  if (states.length === 1 && states[0] === "pending") return { column: "state", values: states };
  if (permissionSetArn !== undefined) return { column: "permission_set_arn", values: [permissionSetArn] };
  if (roles.length > 0 && roles.length <= 100) return { column: "permission_set_arn", values: roles };
  return states.length > 0 ? { column: "state", values: states } : undefined;
};

/** Reads as many rows as are wanted, in order; each query says which. */
export const readPage = async <Row>(
  db: Db,
  facts: {
    columns: RawBuilder<unknown>;
    from: RawBuilder<unknown>;
    where?: RawBuilder<SqlBool>;
    rows: number;
    sort?: Sort | undefined;
  },
): Promise<Row[]> => {
  const { columns, from, where = always, rows, sort = newestFirst } = facts;
  const found = await sql<Row>`select ${columns} from ${from} where ${where} ${firstIn(sort, rows)}`.execute(db);
  return found.rows;
};

/** Whether there are this many rows at all. */
export const hasRows = async (db: Db, from: RawBuilder<unknown>, rows: number): Promise<boolean> => {
  const counted = await sql<{ count: number }>`select count(*)::int as count from ${from}`.execute(db);
  return (counted.rows[0]?.count ?? 0) >= rows;
};

import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Grant, GrantState } from "../core/grant.ts";
import { type AccessFilters, allOf, olderThan, type PageOf, toAccessPage } from "./access-page.ts";
import { type Coverage, isCovered } from "./covered-accounts.ts";
import type { Db } from "./database.ts";
import { grantColumns } from "./grants.ts";

/** Whose or which grants. What a caller may see is decided before this is asked. */
export type GrantView =
  | { kind: "all" }
  | { kind: "mine"; personId: string }
  | { kind: "in-scope"; coverage: Coverage[] }
  /** My own, and what is covered. */
  | { kind: "mine-and-in-scope"; personId: string; coverage: Coverage[] };

export type GrantPageQuery = PageOf & AccessFilters & { view: GrantView; states?: readonly GrantState[] | undefined };

const columns = sql.join(grantColumns.map((column) => sql.ref(`grants.${column}`)));

const covered = (coverage: readonly Coverage[]) =>
  isCovered(coverage, { accountId: sql`grants.account_id`, permissionSetArn: sql`grants.permission_set_arn` });

const ofView = (view: GrantView): RawBuilder<SqlBool> | undefined => {
  switch (view.kind) {
    case "all":
      return undefined;
    case "mine":
      return sql<SqlBool>`person_id = ${view.personId}`;
    case "in-scope":
      return covered(view.coverage);
    case "mine-and-in-scope":
      return sql<SqlBool>`(person_id = ${view.personId} or ${covered(view.coverage)})`;
  }
};

const conditionsOf = (query: GrantPageQuery): (RawBuilder<SqlBool> | undefined)[] => [
  query.states && query.states.length > 0 ? sql<SqlBool>`state = any(${[...query.states]}::text[])` : undefined,
  query.requesterId === undefined ? undefined : sql<SqlBool>`person_id = ${query.requesterId}`,
  query.accountId === undefined ? undefined : sql<SqlBool>`account_id = ${query.accountId}`,
  query.permissionSetArn === undefined ? undefined : sql<SqlBool>`permission_set_arn = ${query.permissionSetArn}`,
  query.from === undefined ? undefined : sql<SqlBool>`created_at >= ${query.from}`,
  query.to === undefined ? undefined : sql<SqlBool>`created_at < ${query.to}`,
  olderThan(query.cursor),
];

const newestFirst = (rows: number) => sql`order by created_at desc, id desc limit ${rows}`;

const select = async (db: Db, from: RawBuilder<unknown>, where: RawBuilder<SqlBool>, rows: number) => {
  const found = await sql<Grant>`select ${columns} from ${from} where ${where} ${newestFirst(rows)}`.execute(db);
  return found.rows;
};

/** One value of a column after the other, each by the index of that column: what is rare is found as fast as what is common. */
const newestBy = (
  column: "account_id" | "state",
  values: readonly string[],
  where: RawBuilder<SqlBool>,
  rows: number,
): RawBuilder<unknown> => sql`(
    select candidate.* from unnest(${[...new Set(values)]}::text[]) as wanted(value)
    cross join lateral (
      select * from grants where ${sql.ref(column)} = wanted.value and ${where} ${newestFirst(rows)}
    ) as candidate
  ) as grants`;

const always = sql<SqlBool>`true`;

/** This many of the newest are looked through before the accounts of a scope are asked one by one. */
const lookedThrough = 2_000;

const inScope = async (db: Db, query: GrantPageQuery, coverage: readonly Coverage[], rows: number) => {
  const recent = sql`(select * from grants where ${olderThan(query.cursor) ?? always} ${newestFirst(lookedThrough)}) as grants`;
  const found = await select(db, recent, allOf([...conditionsOf(query), ofView(query.view)]), rows);
  if (found.length >= rows) return found;
  const accountIds = coverage.flatMap((part) => part.accountIds);
  const where = allOf([...conditionsOf(query), covered(coverage)]);
  const theirs = await select(db, newestBy("account_id", accountIds, where, rows), always, rows);
  if (query.view.kind !== "mine-and-in-scope") return theirs;
  const mine = allOf([...conditionsOf(query), sql<SqlBool>`person_id = ${query.view.personId}`]);
  return merged(theirs, await select(db, sql`grants`, mine, rows));
};

const merged = (one: readonly Grant[], other: readonly Grant[]): Grant[] => {
  const byId = new Map([...one, ...other].map((grant) => [grant.id, grant]));
  return [...byId.values()].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
};

const findRows = (db: Db, query: GrantPageQuery, rows: number): Promise<Grant[]> => {
  const { view } = query;
  const where = allOf([...conditionsOf(query), ofView(view)]);
  if (query.accountId === undefined && (view.kind === "in-scope" || view.kind === "mine-and-in-scope"))
    return inScope(db, query, view.coverage, rows);
  if (query.accountId === undefined && view.kind === "all" && query.states && query.states.length > 0)
    return select(db, newestBy("state", query.states, where, rows), always, rows);
  return select(db, sql`grants`, where, rows);
};

/** One page of grants, newest first. */
export const findGrantPage = async (db: Db, query: GrantPageQuery): Promise<{ items: Grant[]; nextCursor?: string }> =>
  toAccessPage(await findRows(db, query, query.limit + 1), query.limit);

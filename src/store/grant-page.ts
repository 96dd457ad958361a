import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Grant, GrantState } from "../core/grant.ts";
import {
  type AccessFilters,
  allOf,
  hasRows,
  indexFor,
  lookedThrough,
  newestOf,
  olderThan,
  type PageOf,
  readPage,
  toAccessPage,
} from "./access-page.ts";
import { type Coverage, isCovered, rolesOf } from "./covered-accounts.ts";
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

const inScope = async (db: Db, query: GrantPageQuery, coverage: readonly Coverage[], rows: number) => {
  const filters = conditionsOf(query);
  const { view } = query;
  const by = indexFor({ ...query, roles: view.kind === "in-scope" ? rolesOf(coverage) : [] });
  const recent = newestOf("grants", { where: allOf(filters), rows: lookedThrough, by });
  const seen = allOf([ofView(view)]);
  const found = await readPage<Grant>(db, { columns, from: recent, where: seen, rows });
  if (found.length >= rows || !(await hasRows(db, recent, lookedThrough))) return found;
  const accounts = { column: "account_id" as const, values: coverage.flatMap((part) => part.accountIds) };
  const where = allOf([...filters, covered(coverage)]);
  const theirs = await readPage<Grant>(db, { columns, from: newestOf("grants", { where, rows, by: accounts }), rows });
  if (view.kind !== "mine-and-in-scope") return theirs;
  const own = allOf([...filters, sql<SqlBool>`person_id = ${view.personId}`]);
  return merged(theirs, await readPage<Grant>(db, { columns, from: newestOf("grants", { where: own, rows }), rows }));
};

const merged = (one: readonly Grant[], other: readonly Grant[]): Grant[] => {
  const byId = new Map([...one, ...other].map((grant) => [grant.id, grant]));
  return [...byId.values()].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
};

const findRows = (db: Db, query: GrantPageQuery, rows: number): Promise<Grant[]> => {
  const { view } = query;
  const inOneAccount = query.accountId !== undefined;
  if (!inOneAccount && (view.kind === "in-scope" || view.kind === "mine-and-in-scope"))
    return inScope(db, query, view.coverage, rows);
  const where = allOf([...conditionsOf(query), ofView(view)]);
  const by = view.kind === "all" && !inOneAccount ? indexFor(query) : undefined;
  return readPage(db, { columns, from: newestOf("grants", { where, rows, by }), rows });
};

/** One page of grants, newest first. */
export const findGrantPage = async (db: Db, query: GrantPageQuery): Promise<{ items: Grant[]; nextCursor?: string }> =>
  toAccessPage(await findRows(db, query, query.limit + 1), query.limit);

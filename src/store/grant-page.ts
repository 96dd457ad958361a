import { type SqlBool, sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import { allOf, hasRows, indexFor, lookedThrough, newestOf, olderThan, readPage, toAccessPage } from "./access-page.ts";
import { type Coverage, rolesOf } from "./covered-accounts.ts";
import type { Db } from "./database.ts";
import { openAt } from "./grant-period.ts";
import { columns, covered, filtersOf, type GrantPageQuery, ofView } from "./grant-query.ts";
import { findSoonest } from "./soonest-grants.ts";

const conditionsOf = (query: GrantPageQuery) => [...filtersOf(query), olderThan(query.cursor)];

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

/**
 * Those held from this instant on: first the ones granted since, in the order of pages; then, when they do not fill the page, the older
 * ones that were open at it. So the cost depends neither on how long ago the period is nor on how much was granted before it.
 */
const findRowsHeldFrom = async (db: Db, query: GrantPageQuery, since: { from: Date; rows: number }) => {
  const { from, rows } = since;
  const grantedSince = { ...query, from: query.from && query.from > from ? query.from : from };
  const recent = await findRows(db, grantedSince, rows);
  if (recent.length >= rows) return recent;
  const where = allOf([...conditionsOf(query), ofView(query.view)]);
  const older = await readPage<Grant>(db, { columns, from: openAt(from), where, rows: rows - recent.length });
  return [...recent, ...older];
};

/** One page of grants in the order that is asked for. */
export const findGrantPage = async (
  db: Db,
  query: GrantPageQuery,
): Promise<{ items: Grant[]; nextCursor?: string }> => {
  if (query.sort === "endsAt" || query.sort === "-endsAt") return findSoonest(db, { ...query, sort: query.sort });
  const rows = query.limit + 1;
  const from = query.heldWithin?.from;
  const found = from ? await findRowsHeldFrom(db, query, { from, rows }) : await findRows(db, query, rows);
  return toAccessPage(found, query.limit);
};

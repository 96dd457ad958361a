import { type SqlBool, sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import { allOf, hasRows, indexFor, lookedThrough, newestOf, readPage } from "./access-page.ts";
import { afterPage, newestFirst, toSortedPage } from "./access-sort.ts";
import { type Coverage, rolesOf } from "./covered-accounts.ts";
import type { Db } from "./database.ts";
import { openAt } from "./grant-period.ts";
import { columns, covered, filtersOf, type GrantPageQuery, ofView } from "./grant-query.ts";
import { findSoonest } from "./soonest-grants.ts";

type Created = "createdAt" | "-createdAt";
type ByCreation = GrantPageQuery & { order: Created };

const conditionsOf = (query: ByCreation) => [...filtersOf(query), afterPage(query.cursor, query.order)];

const inScope = async (db: Db, query: ByCreation, coverage: readonly Coverage[], rows: number) => {
  const sort = query.order;
  const filters = conditionsOf(query);
  const { view } = query;
  const accountIds = [...new Set(coverage.flatMap((part) => part.accountIds))];
  const through = query.lookThrough ?? lookedThrough({ accounts: accountIds.length, rows });
  const by = indexFor({ ...query, roles: view.kind === "in-scope" ? rolesOf(coverage) : [] });
  const recent = newestOf("grants", { where: allOf(filters), rows: through, by, sort });
  const seen = allOf([ofView(view)]);
  const found = await readPage<Grant>(db, { columns, from: recent, where: seen, rows, sort });
  if (found.length >= rows || !(await hasRows(db, recent, through))) return found;
  const accounts = { column: "account_id" as const, values: accountIds };
  const where = allOf([...filters, covered(coverage)]);
  const inTheirs = newestOf("grants", { where, rows, by: accounts, sort });
  const theirs = await readPage<Grant>(db, { columns, from: inTheirs, rows, sort });
  if (view.kind !== "mine-and-in-scope") return theirs;
  const own = allOf([...filters, sql<SqlBool>`person_id = ${view.personId}`]);
  const ofOwn = newestOf("grants", { where: own, rows, sort });
  return merged([...theirs, ...(await readPage<Grant>(db, { columns, from: ofOwn, rows, sort }))], sort);
};

const merged = (grants: readonly Grant[], sort: Created): Grant[] => {
  const byId = new Map(grants.map((grant) => [grant.id, grant]));
  const oldestFirst = [...byId.values()].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return sort === "createdAt" ? oldestFirst : oldestFirst.reverse();
};

const findRows = (db: Db, query: ByCreation, rows: number): Promise<Grant[]> => {
  const { view } = query;
  const inOneAccount = query.accountId !== undefined;
  if (!inOneAccount && (view.kind === "in-scope" || view.kind === "mine-and-in-scope"))
    return inScope(db, query, view.coverage, rows);
  const where = allOf([...conditionsOf(query), ofView(view)]);
  const by = view.kind === "all" && !inOneAccount ? indexFor(query) : undefined;
  const sort = query.order;
  return readPage(db, { columns, from: newestOf("grants", { where, rows, by, sort }), rows, sort });
};

/**
 * Those held from this instant on are the ones granted since and the older ones that were open at it. The second are read only when the
 * first do not fill the page, or the other way round: so the cost depends neither on how long ago the period is nor on how much was
 * granted before it.
 */
const findRowsHeldFrom = async (db: Db, query: ByCreation, since: { from: Date; rows: number }) => {
  const { from, rows } = since;
  const grantedSince = { ...query, from: query.from && query.from > from ? query.from : from };
  const where = allOf([...conditionsOf(query), ofView(query.view)]);
  const recent = (wanted: number) => findRows(db, grantedSince, wanted);
  const older = (wanted: number) =>
    readPage<Grant>(db, { columns, from: openAt(from), where, rows: wanted, sort: query.order });
  const parts = query.order === "createdAt" ? [older, recent] : [recent, older];
  const found: Grant[] = [];
  for (const part of parts) if (found.length < rows) found.push(...(await part(rows - found.length)));
  return found;
};

/** One page of grants in the order that is asked for. */
export const findGrantPage = async (
  db: Db,
  query: GrantPageQuery,
): Promise<{ items: Grant[]; nextCursor?: string }> => {
  if (query.sort === "endsAt" || query.sort === "-endsAt") return findSoonest(db, { ...query, sort: query.sort });
  const order = query.sort ?? newestFirst;
  const rows = query.limit + 1;
  const from = query.heldWithin?.from;
  const wanted = { ...query, order };
  const found = from ? await findRowsHeldFrom(db, wanted, { from, rows }) : await findRows(db, wanted, rows);
  return toSortedPage(found, { limit: query.limit, sort: order });
};

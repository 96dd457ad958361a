import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccessRequest, RequestState } from "../core/request.ts";
import {
  type AccessFilters,
  allOf,
  always,
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
import { requestColumns } from "./requests.ts";

/** Whose or which requests. What a caller may see is decided before this is asked. */
export type RequestView =
  | { kind: "all" }
  | { kind: "mine"; personId: string }
  | { kind: "decided"; deciderId: string }
  /** Pending, not overdue, covered in every account, and neither asked for nor decided by these ids of one person. */
  | { kind: "to-decide"; coverage: Coverage[]; ownIds: string[]; now: Date }
  /** Covered in at least one account. */
  | { kind: "in-scope"; coverage: Coverage[] };

export type RequestPageQuery = PageOf &
  AccessFilters & { view: RequestView; states?: readonly RequestState[] | undefined };

const columns = sql.join(requestColumns.map((column) => sql.ref(`requests.${column}`)));

const atRequest = { accountId: sql`account_id`, permissionSetArn: sql`requests.permission_set_arn` };

const accountsOf = sql`unnest(requests.account_ids) as account_id`;

const ofView = (view: RequestView): RawBuilder<SqlBool> | undefined => {
  switch (view.kind) {
    case "all":
      return undefined;
    case "mine":
      return sql<SqlBool>`requester_id = ${view.personId}`;
    case "decided":
      return sql<SqlBool>`id in (select request_id from decisions where decider_id = ${view.deciderId})`;
    case "to-decide":
      return sql<SqlBool>`state = 'pending' and expires_at > ${view.now}
        and not requester_id = any(${view.ownIds}::text[])
        and not exists (select 1 from decisions where request_id = requests.id and decider_id = any(${view.ownIds}::text[]))
        and not exists (select 1 from ${accountsOf} where not ${isCovered(view.coverage, atRequest)})`;
    case "in-scope":
      return sql<SqlBool>`exists (select 1 from ${accountsOf} where ${isCovered(view.coverage, atRequest)})`;
  }
};

const conditionsOf = (query: RequestPageQuery): (RawBuilder<SqlBool> | undefined)[] => [
  query.states && query.states.length > 0 ? sql<SqlBool>`state = any(${[...query.states]}::text[])` : undefined,
  query.requesterId === undefined ? undefined : sql<SqlBool>`requester_id = ${query.requesterId}`,
  query.accountId === undefined ? undefined : sql<SqlBool>`${query.accountId} = any(account_ids)`,
  query.permissionSetArn === undefined ? undefined : sql<SqlBool>`permission_set_arn = ${query.permissionSetArn}`,
  query.from === undefined ? undefined : sql<SqlBool>`created_at >= ${query.from}`,
  query.to === undefined ? undefined : sql<SqlBool>`created_at < ${query.to}`,
  olderThan(query.cursor),
];

/** The newest of each account by the index of that account, so that the cost does not depend on how old they are. */
const newestIn = (accountIds: readonly string[], query: RequestPageQuery, rows: number): RawBuilder<unknown> => {
  const before = query.cursor === undefined ? undefined : olderThan(query.cursor);
  const within = sql`select request_id as id, request_accounts.created_at from request_accounts
    where request_accounts.account_id = wanted.account_id`;
  const conditions = allOf([...conditionsOf(query), ofView(query.view)]);
  return sql`(
    select distinct on (candidate.created_at, candidate.id) requests.* from unnest(${[...accountIds]}::text[]) as wanted(account_id)
    cross join lateral (
      select * from (${within}) as newest
      where ${before ?? always}
        and exists (select 1 from requests where requests.id = newest.id and ${conditions})
      order by created_at desc, id desc limit ${rows}
    ) as candidate
    join requests on requests.id = candidate.id
    order by candidate.created_at desc, candidate.id desc
    limit ${rows}
  ) as requests`;
};

/** What somebody decided by the index of their decisions, which knows when each request was made. */
const newestDecidedBy = (deciderId: string, query: RequestPageQuery, rows: number): RawBuilder<unknown> => sql`(
    select found.* from (
      select request_id as id, requested_at as created_at from decisions where decider_id = ${deciderId}
    ) as decided
    join lateral (
      select * from requests where requests.id = decided.id and ${allOf(conditionsOf({ ...query, cursor: undefined }))}
    ) as found on true
    where ${olderThan(query.cursor, "decided") ?? always}
    order by decided.created_at desc, decided.id desc limit ${rows}
  ) as requests`;

const inScope = async (db: Db, query: RequestPageQuery, coverage: readonly Coverage[], rows: number) => {
  const by = indexFor({ ...query, roles: rolesOf(coverage) });
  const recent = newestOf("requests", { where: allOf(conditionsOf(query)), rows: lookedThrough, by });
  const where = ofView(query.view);
  const found = await readPage<AccessRequest>(db, { columns, from: recent, ...(where ? { where } : {}), rows });
  if (found.length >= rows || !(await hasRows(db, recent, lookedThrough))) return found;
  const accountIds = [...new Set(coverage.flatMap((part) => part.accountIds))];
  return readPage<AccessRequest>(db, { columns, from: newestIn(accountIds, query, rows), rows });
};

const findRows = (db: Db, query: RequestPageQuery, rows: number): Promise<AccessRequest[]> => {
  const { view } = query;
  if (query.accountId !== undefined && (view.kind === "all" || view.kind === "in-scope"))
    return readPage(db, { columns, from: newestIn([query.accountId], query, rows), rows });
  if (view.kind === "in-scope") return inScope(db, query, view.coverage, rows);
  if (view.kind === "decided")
    return readPage(db, { columns, from: newestDecidedBy(view.deciderId, query, rows), rows });
  const where = allOf([...conditionsOf(query), ofView(view)]);
  const by = view.kind === "all" ? indexFor(query) : undefined;
  return readPage(db, { columns, from: newestOf("requests", { where, rows, by }), rows });
};

/** One page of requests, newest first. */
export const findRequestPage = async (
  db: Db,
  query: RequestPageQuery,
): Promise<{ items: AccessRequest[]; nextCursor?: string }> =>
  toAccessPage(await findRows(db, query, query.limit + 1), query.limit);

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
  type PageOf,
  readPage,
} from "./access-page.ts";
import { afterPage, firstIn, newestFirst, type Sort, toSortedPage } from "./access-sort.ts";
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

/** By expiry only what waits can be ordered: the index is of those. */
export type RequestSort = Sort<"createdAt" | "expiresAt">;

export type RequestFilters = AccessFilters & {
  states?: readonly RequestState[] | undefined;
  /** Exactly this, in whatever case. */
  ticket?: string | undefined;
};

export type RequestPageQuery = PageOf & RequestFilters & { view: RequestView; sort?: RequestSort | undefined };

/** A page as it is looked for: its order, and how many rows are read to know whether there are more. */
type Wanted = RequestPageQuery & { sort: RequestSort; rows: number };

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

const conditionsOf = (query: Wanted): (RawBuilder<SqlBool> | undefined)[] => [
  query.states && query.states.length > 0 ? sql<SqlBool>`state = any(${[...query.states]}::text[])` : undefined,
  query.requesterId === undefined ? undefined : sql<SqlBool>`requester_id = ${query.requesterId}`,
  query.accountId === undefined ? undefined : sql<SqlBool>`${query.accountId} = any(account_ids)`,
  query.permissionSetArn === undefined ? undefined : sql<SqlBool>`permission_set_arn = ${query.permissionSetArn}`,
  query.ticket === undefined ? undefined : sql<SqlBool>`lower(ticket) = lower(${query.ticket})`,
  query.from === undefined ? undefined : sql<SqlBool>`created_at >= ${query.from}`,
  query.to === undefined ? undefined : sql<SqlBool>`created_at < ${query.to}`,
  afterPage(query.cursor, query.sort),
];

/** The first of each account by the index of that account, so that the cost does not depend on how old they are. */
const firstInAccounts = (accountIds: readonly string[], query: Wanted): RawBuilder<unknown> => {
  const after = afterPage(query.cursor, query.sort);
  const within = sql`select request_id as id, request_accounts.created_at from request_accounts
    where request_accounts.account_id = wanted.account_id`;
  const conditions = allOf([...conditionsOf(query), ofView(query.view)]);
  const direction = query.sort.startsWith("-") ? sql`desc` : sql`asc`;
  return sql`(
    select distinct on (candidate.created_at, candidate.id) requests.* from unnest(${[...accountIds]}::text[]) as wanted(account_id)
    cross join lateral (
      select * from (${within}) as within
      where ${after ?? always}
        and exists (select 1 from requests where requests.id = within.id and ${conditions})
      ${firstIn(query.sort, query.rows)}
    ) as candidate
    join requests on requests.id = candidate.id
    order by candidate.created_at ${direction}, candidate.id ${direction}
    limit ${query.rows}
  ) as requests`;
};

/** What somebody decided by the index of their decisions, which knows when each request was made. */
const decidedBy = (deciderId: string, query: Wanted): RawBuilder<unknown> => sql`(
    select found.* from (
      select request_id as id, requested_at as created_at from decisions where decider_id = ${deciderId}
    ) as decided
    join lateral (
      select * from requests where requests.id = decided.id and ${allOf(conditionsOf({ ...query, cursor: undefined }))}
    ) as found on true
    where ${afterPage(query.cursor, query.sort, "decided") ?? always}
    ${firstIn(query.sort, query.rows, "decided")}
  ) as requests`;

const inScope = async (db: Db, query: Wanted, coverage: readonly Coverage[]) => {
  const { sort, rows } = query;
  const accountIds = [...new Set(coverage.flatMap((part) => part.accountIds))];
  const through = query.lookThrough ?? lookedThrough({ accounts: accountIds.length, rows });
  const by = indexFor({ ...query, roles: rolesOf(coverage) });
  const first = newestOf("requests", { where: allOf(conditionsOf(query)), sort, rows: through, by });
  const where = ofView(query.view);
  const found = await readPage<AccessRequest>(db, { columns, from: first, ...(where ? { where } : {}), sort, rows });
  if (found.length >= rows || !(await hasRows(db, first, through))) return found;
  return readPage<AccessRequest>(db, { columns, from: firstInAccounts(accountIds, query), sort, rows });
};

const findRows = (db: Db, query: Wanted): Promise<AccessRequest[]> => {
  const { view, sort, rows } = query;
  const isOfTicket = query.ticket !== undefined;
  const isOfMany = view.kind === "all" || view.kind === "in-scope";
  if (query.accountId !== undefined && !isOfTicket && isOfMany)
    return readPage(db, { columns, from: firstInAccounts([query.accountId], query), sort, rows });
  if (view.kind === "in-scope") return inScope(db, query, view.coverage);
  if (view.kind === "decided" && !isOfTicket)
    return readPage(db, { columns, from: decidedBy(view.deciderId, query), sort, rows });
  const where = allOf([...conditionsOf(query), ofView(view)]);
  const by = view.kind === "all" ? indexFor(query) : undefined;
  return readPage(db, { columns, from: newestOf("requests", { where, sort, rows, by }), sort, rows });
};

/** One page of requests, usually newest first. */
export const findRequestPage = async (
  db: Db,
  query: RequestPageQuery,
): Promise<{ items: AccessRequest[]; nextCursor?: string }> => {
  const wanted = { ...query, sort: query.sort ?? newestFirst, rows: query.limit + 1 } as const;
  return toSortedPage(await findRows(db, wanted), wanted);
};

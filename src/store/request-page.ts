import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccessRequest, RequestState } from "../core/request.ts";
import { type AccessFilters, allOf, olderThan, type PageOf, toAccessPage } from "./access-page.ts";
import { type Coverage, isCovered } from "./covered-accounts.ts";
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

const newestFirst = (rows: number) => sql`order by created_at desc, id desc limit ${rows}`;

const select = async (db: Db, from: RawBuilder<unknown>, where: RawBuilder<SqlBool>, rows: number) => {
  const found = await sql<AccessRequest>`select ${columns} from ${from} where ${where} ${newestFirst(rows)}`.execute(
    db,
  );
  return found.rows;
};

const requests = sql`requests`;

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
      where ${before ?? sql`true`}
        and exists (select 1 from requests where requests.id = newest.id and ${conditions})
      order by created_at desc, id desc limit ${rows}
    ) as candidate
    join requests on requests.id = candidate.id
    order by candidate.created_at desc, candidate.id desc
    limit ${rows}
  ) as requests`;
};

/** One state after the other by the index of states: a rare state is found as fast as a common one. */
const newestByState = (query: RequestPageQuery, rows: number): RawBuilder<unknown> => sql`(
    select candidate.* from unnest(${[...(query.states ?? [])]}::text[]) as wanted(state)
    cross join lateral (
      select * from requests where requests.state = wanted.state
        and ${allOf([...conditionsOf({ ...query, states: undefined }), ofView(query.view)])}
      order by created_at desc, id desc limit ${rows}
    ) as candidate
  ) as requests`;

/** This many of the newest are looked through before the accounts of a scope are asked one by one. */
const lookedThrough = 2_000;

const inScope = async (db: Db, query: RequestPageQuery, coverage: readonly Coverage[], rows: number) => {
  const recent = sql`(select * from requests where ${olderThan(query.cursor) ?? sql`true`} ${newestFirst(lookedThrough)}) as requests`;
  const where = allOf([...conditionsOf(query), ofView(query.view)]);
  const found = await select(db, recent, where, rows);
  if (found.length >= rows) return found;
  const accountIds = [...new Set(coverage.flatMap((part) => part.accountIds))];
  return select(db, newestIn(accountIds, query, rows), sql<SqlBool>`true`, rows);
};

const findRows = (db: Db, query: RequestPageQuery, rows: number): Promise<AccessRequest[]> => {
  const { view } = query;
  if (query.accountId !== undefined && (view.kind === "all" || view.kind === "in-scope"))
    return select(db, newestIn([query.accountId], query, rows), sql<SqlBool>`true`, rows);
  if (view.kind === "in-scope") return inScope(db, query, view.coverage, rows);
  if (view.kind === "all" && query.states && query.states.length > 0)
    return select(db, newestByState(query, rows), sql<SqlBool>`true`, rows);
  return select(db, requests, allOf([...conditionsOf(query), ofView(view)]), rows);
};

/** One page of requests, newest first. */
export const findRequestPage = async (
  db: Db,
  query: RequestPageQuery,
): Promise<{ items: AccessRequest[]; nextCursor?: string }> =>
  toAccessPage(await findRows(db, query, query.limit + 1), query.limit);

import { sql } from "kysely";
import type { AssignmentKey, OperationKind } from "../core/identity-center.ts";
import { decodeCursor, encodeCursor, instantKey } from "./cursor.ts";
import type { Db } from "./database.ts";

export type Wanted = "present" | "absent";

/** One assignment that AWS does not hold as it is wanted, and how the work on it goes. */
export type UnsettledAssignment = AssignmentKey & {
  wanted: Wanted;
  /** Since when it should be so. */
  since: Date;
  observed: "unknown" | "absent" | "present";
  observedAt: Date | null;
  operationKind: OperationKind | null;
  attempts: number;
  lastError: string | null;
  nextTryAt: Date | null;
  grantId: string | null;
  requestId: string | null;
};

/**
 * Access that should be gone: what the engine knows to be unwanted, and what ends without it having looked yet. Access that should be
 * there: whatever activates. Read by partial indexes and by state: what is settled is never looked at.
 */
const unsettled = sql`
  select person_id, account_id, permission_set_arn, 'absent' as wanted, unwanted_since as since
    from assignments where unwanted_since is not null
  union all
  select g.person_id, g.account_id, g.permission_set_arn, 'absent', min(g.end_asked_at) from grants g
    left join assignments a using (person_id, account_id, permission_set_arn)
    where g.state = 'ending' and a.unwanted_since is null group by 1, 2, 3
  union all
  select person_id, account_id, permission_set_arn, 'present', min(starts_at) from grants
    where state = 'activating' group by 1, 2, 3`;

const keyColumns = sql`(since, wanted, person_id, account_id, permission_set_arn)`;

type Asked = { limit: number; cursor?: string | undefined; wanted?: Wanted | undefined };

const conditionsOf = ({ cursor, wanted }: Asked) => {
  const ofKind = wanted === undefined ? sql`true` : sql`wanted = ${wanted}`;
  if (cursor === undefined) return ofKind;
  const [since = "", ...rest] = decodeCursor(cursor, 5);
  return sql`${ofKind} and ${keyColumns} > (${instantKey(since)}::timestamptz, ${sql.join(rest)})`;
};

/** One page of them, the longest unsettled first, each with the grant it is about. */
export const listUnsettled = async (db: Db, asked: Asked) => {
  const { rows } = await sql<UnsettledAssignment>`
    with page as materialized (
      select * from (${unsettled}) as unsettled where ${conditionsOf(asked)}
      order by since, wanted, person_id, account_id, permission_set_arn limit ${asked.limit + 1}
    )
    select page.*, coalesce(a.observed, 'unknown') as observed, a.observed_at, a.operation_kind,
      coalesce(a.attempts, 0) as attempts, a.last_error, a.next_at as next_try_at, g.id as grant_id, g.request_id
    from page left join assignments a using (person_id, account_id, permission_set_arn)
    left join lateral (
      select id, request_id from grants
      where person_id = page.person_id and account_id = page.account_id and permission_set_arn = page.permission_set_arn
        and state in ('activating', 'active', 'ending', 'failed')
      order by (state in ('activating', 'ending')) desc, created_at desc limit 1
    ) as g on true
    order by since, wanted, person_id, account_id, permission_set_arn`.execute(db);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  if (!last || rows.length === items.length) return { items };
  const { since, wanted, personId, accountId, permissionSetArn } = last;
  return { items, nextCursor: encodeCursor([since.toISOString(), wanted, personId, accountId, permissionSetArn]) };
};

export type UnsettledFigures = { wanted: Wanted; count: number; since: Date; inTrouble: number }[];

/** How many there are of each kind, since when, and how many of them AWS refused or did not answer. */
export const countUnsettled = async (db: Db): Promise<UnsettledFigures> => {
  const { rows } = await sql<UnsettledFigures[number]>`
    select wanted, count(*)::int as count, min(since) as since, count(*) filter (where a.last_error is not null)::int as in_trouble
    from (${unsettled}) as unsettled left join assignments a using (person_id, account_id, permission_set_arn)
    group by wanted order by wanted`.execute(db);
  return rows;
};

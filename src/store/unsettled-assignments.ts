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
 * Access that should be gone: what the engine knows to be unwanted, what ends without it having looked yet, and what is past its end though
 * nobody moved it. Access that should be there: whatever activates, and what is past its start though nobody moved it. So a standstill of
 * the engine shows as well as AWS's. Read by partial indexes and by state: what is settled is never looked at.
 */
const unsettledAt = (now: Date) => sql`
  select person_id, account_id, permission_set_arn, 'absent' as wanted, unwanted_since as since
    from assignments where unwanted_since is not null
  union all
  select g.person_id, g.account_id, g.permission_set_arn, 'absent', min(g.over_at) from (
      select person_id, account_id, permission_set_arn, end_asked_at as over_at from grants where state = 'ending'
      union all
      select person_id, account_id, permission_set_arn, ends_at from grants
        where state in ('activating', 'active') and ends_at <= ${now}
    ) g left join assignments a using (person_id, account_id, permission_set_arn)
    where a.unwanted_since is null and not exists (
      select 1 from grants other
      where other.person_id = g.person_id and other.account_id = g.account_id and other.permission_set_arn = g.permission_set_arn
        and other.state in ('activating', 'active') and other.ends_at > ${now}
    ) group by 1, 2, 3
  union all
  select person_id, account_id, permission_set_arn, 'present', min(coalesce(found_gone_at, starts_at)) from grants
    where ends_at > ${now} and (state = 'activating' or (state = 'scheduled' and starts_at <= ${now})) group by 1, 2, 3`;

const keyColumns = sql`(since, wanted, person_id, account_id, permission_set_arn)`;

type Asked = { now: Date; limit: number; cursor?: string | undefined; wanted?: Wanted | undefined };

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
      select * from (${unsettledAt(asked.now)}) as unsettled where ${conditionsOf(asked)}
      order by since, wanted, person_id, account_id, permission_set_arn limit ${asked.limit + 1}
    )
    select page.*, coalesce(a.observed, 'unknown') as observed, a.observed_at, a.operation_kind,
      coalesce(a.attempts, 0) as attempts, a.last_error, a.next_at as next_try_at, g.id as grant_id, g.request_id
    from page left join assignments a using (person_id, account_id, permission_set_arn)
    left join lateral (
      select id, request_id from grants
      where person_id = page.person_id and account_id = page.account_id and permission_set_arn = page.permission_set_arn
        and state <> 'ended'
      order by (state in ('activating', 'ending')) desc, (state = 'failed'), created_at desc limit 1
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
export const countUnsettled = async (db: Db, now: Date): Promise<UnsettledFigures> => {
  const { rows } = await sql<UnsettledFigures[number]>`
    select wanted, count(*)::int as count, min(since) as since, count(*) filter (where a.last_error is not null)::int as in_trouble
    from (${unsettledAt(now)}) as unsettled left join assignments a using (person_id, account_id, permission_set_arn)
    group by wanted order by wanted`.execute(db);
  return rows;
};

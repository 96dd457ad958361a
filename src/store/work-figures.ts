import { sql } from "kysely";
import type { GrantState } from "../core/grant.ts";
import type { Db } from "./database.ts";

export type WorkFigures = {
  grants: { state: GrantState; count: number }[];
  dueEnds: number;
  dueStarts: number;
  unwanted: number;
  unwantedSince: Date | null;
  writesUnderWay: number;
  requestsPending: number;
  deliveriesWaiting: number;
  syncedAt: Date | null;
};

/** How the work stands, in two queries that read partial indexes only: what is over is not counted. */
export const measureWork = async (db: Db, now: Date): Promise<WorkFigures> => {
  const grants = await sql<{ state: GrantState; count: number }>`
    select state, count(*)::int as count from grants
    where state in ('scheduled', 'activating', 'active', 'ending') group by state`.execute(db);
  const figures = await sql<Omit<WorkFigures, "grants">>`
    select
      (select count(*)::int from assignments where next_at <= ${now} and lane = 'end') as due_ends,
      (select count(*)::int from assignments where next_at <= ${now} and lane = 'activate') as due_starts,
      (select count(*)::int from assignments where unwanted_since is not null) as unwanted,
      (select min(unwanted_since) from assignments where unwanted_since is not null) as unwanted_since,
      (select count(*)::int from assignments where operation_kind is not null) as writes_under_way,
      (select count(*)::int from requests where state = 'pending') as requests_pending,
      (select count(*)::int from deliveries where state = 'waiting') as deliveries_waiting,
      (select max(finished_at) from directory_syncs where outcome = 'succeeded') as synced_at`.execute(db);
  const [row] = figures.rows;
  if (!row) throw new Error("a select without a from clause answers one row");
  return { ...row, grants: grants.rows };
};

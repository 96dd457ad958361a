import { sql } from "kysely";
import type { Lane } from "./assignments.ts";
import type { Db } from "./database.ts";
import { keepsPlace } from "./due-assignments.ts";

export type LaneFigures = {
  lane: Lane;
  /** Assignments whose turn has come and that nobody works on. */
  waiting: number;
  oldestDueAt: Date | null;
  /** Assignments that a worker holds or that AWS has an operation for. */
  workedOn: number;
};

/** How the engine's queue stands, ends first. */
export const measureLanes = async (db: Db, now: Date): Promise<LaneFigures[]> => {
  const { rows } = await sql<LaneFigures>`
    select lane, coalesce(waiting, 0) as waiting, oldest_due_at, coalesce(worked_on, 0) as worked_on
    from unnest(array['end', 'activate']) with ordinality as lanes (lane, place)
    left join (
      select lane, count(*)::int as waiting, min(next_at) as oldest_due_at from assignments
      where next_at <= ${now} and operation_kind is null and (lease_until is null or lease_until <= ${now}) group by lane
    ) as due using (lane)
    left join (
      select lane, count(*)::int as worked_on from (
        select lane from assignments where operation_kind is not null
        union all
        select lane from assignments where operation_kind is null and lease_until > ${now}
      ) as busy group by lane
    ) as held using (lane)
    order by place`.execute(db);
  return rows;
};

/** Assignment writes that keep one of the places that AWS has for them. */
export const countWrites = async (db: Db, now: Date): Promise<number> => {
  const row = await db
    .selectFrom("assignments")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(keepsPlace(now))
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

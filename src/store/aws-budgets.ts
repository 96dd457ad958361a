import { sql } from "kysely";
import { slotOf } from "./aws-calls.ts";
import type { Db, Trx } from "./database.ts";

/**
 * Takes one call from the budget that all replicas share, a virtual schedule (GCRA): each call moves `next_free_at` on by one interval.
 * Answers how long to wait before making it; or, when the schedule is already further ahead than this lane may queue and nothing was
 * taken, how long until it may be worth asking again. What is taken is counted, in the same statement.
 */
export const takeCall = async (
  db: Db,
  facts: { service: string; now: Date; intervalMs: number; burst: number; queueAtMostMs: number },
): Promise<{ taken: boolean; waitMs: number }> => {
  const { service, now, intervalMs } = facts;
  const earliest = new Date(now.getTime() - facts.burst * intervalMs);
  const latest = new Date(now.getTime() + facts.queueAtMostMs);
  // No lane queues this far: such a schedule was written by a clock that has been set back since.
  const absurd = new Date(now.getTime() + 5_000);
  const { rows } = await sql<{ nextFreeAt: Date; taken: boolean }>`
    with taken as (
      insert into aws_budgets (service, next_free_at) values (${service}, ${new Date(earliest.getTime() + intervalMs)})
      on conflict (service) do update
        set next_free_at = make_interval(secs => ${intervalMs / 1000}::float8) + case
          when aws_budgets.next_free_at > ${absurd} then ${now} else greatest(aws_budgets.next_free_at, ${earliest}) end
        where aws_budgets.next_free_at <= ${latest} or aws_budgets.next_free_at > ${absurd}
      returning next_free_at
    ), counted as (
      insert into aws_calls (service, slot_at, calls) select ${service}, ${slotOf(now)}::timestamptz, 1 from taken
      on conflict (service, slot_at) do update set calls = aws_calls.calls + 1
    )
    select next_free_at, true as taken from taken
    union all select next_free_at, false from aws_budgets where service = ${service} and not exists (select from taken)`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return { taken: false, waitMs: intervalMs };
  const aheadMs = row.nextFreeAt.getTime() - now.getTime();
  return row.taken
    ? { taken: true, waitMs: Math.max(0, aheadMs - intervalMs) }
    : { taken: false, waitMs: Math.min(3 * intervalMs, Math.max(1, Math.ceil(aheadMs - facts.queueAtMostMs) + 1)) };
};

/** Serialises whoever is about to begin a write: held until the transaction ends. */
export const lockWritePlaces = (trx: Trx) =>
  sql`insert into aws_budgets (service, next_free_at) values ('assignment-writes', to_timestamp(0))
    on conflict (service) do update set next_free_at = aws_budgets.next_free_at`.execute(trx);

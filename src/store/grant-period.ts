import { type RawBuilder, type SqlBool, sql } from "kysely";

/** Access held at some time in it; either end may be left open. `now` decides how long what is not over has lasted. */
export type HeldWithin = { from?: Date | undefined; to?: Date | undefined; now: Date };

/**
 * True for grants whose access overlaps the period: from when AWS confirmed it, or else its planned start, until AWS confirmed its end, or
 * else its planned one. What is overdue is still held. What is over and was never
 * confirmed was never held, whether it was ended before it began or AWS refused it.
 */
export const isHeldWithin = ({ from, to, now }: HeldWithin): RawBuilder<SqlBool>[] => [
  sql<SqlBool>`(ended_at is null or activated_at is not null)`,
  ...(from ? [sql<SqlBool>`coalesce(ended_at, greatest(ends_at, ${now}::timestamptz)) > ${from}`] : []),
  // Nothing begins before it was granted: this is what the indexes are asked by.
  ...(to ? [sql<SqlBool>`created_at < ${to} and coalesce(activated_at, starts_at) < ${to}`] : []),
];

/** The grants made before this instant and not over at it, as a table expression: found by their span, however old they are. */
export const openAt = (at: Date): RawBuilder<unknown> => sql`(
    select * from grants
    where tstzrange(least(created_at, ended_at), ended_at) @> ${at}::timestamptz and created_at < ${at}
    offset 0
  ) as grants`;

import { sql } from "kysely";
import type { Db } from "./database.ts";

export type OutboxFigures = {
  /** Notices for which nobody has looked yet who hears of them. */
  notSpread: number;
  waiting: number;
  /** Of those that wait, how many were tried in vain. */
  retrying: number;
  /** When the oldest of all that waits was written. */
  oldestAt: Date | null;
  lastError: string | null;
  givenUp: number;
};

/** How the outbox stands; given up is counted since that instant. */
export const measureOutbox = async (db: Db, givenUpSince: Date): Promise<OutboxFigures> => {
  const { rows } = await sql<OutboxFigures>`
    select fresh.count as not_spread, held.waiting, held.retrying, least(fresh.oldest_at, held.oldest_at) as oldest_at,
      (select last_error from deliveries where state = 'waiting' and last_error is not null order by next_at desc limit 1) as last_error,
      (select count(*)::int from deliveries where state = 'dead' and created_at >= ${givenUpSince}) as given_up
    from (select count(*)::int as count, min(created_at) as oldest_at from notices where spread_at is null) as fresh,
      (select count(*)::int as waiting, count(*) filter (where last_error is not null)::int as retrying,
        min(created_at) as oldest_at from deliveries where state = 'waiting') as held`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("counts answer one row");
  return row;
};

export type ChannelFigures = { channel: string; waiting: number; givenUp: number };

/** The same by channel, of the channels of which there is something to say. */
export const measureChannels = async (db: Db, givenUpSince: Date): Promise<ChannelFigures[]> => {
  const { rows } = await sql<ChannelFigures>`
    select channel, sum(waiting)::int as waiting, sum(given_up)::int as given_up from (
      select channel, 1 as waiting, 0 as given_up from deliveries where state = 'waiting'
      union all
      select channel, 0, 1 from deliveries where state = 'dead' and created_at >= ${givenUpSince}
    ) as told group by channel order by channel`.execute(db);
  return rows;
};

// Reading activity is over only once the trail has delivered something newer; which worker reads a trail; unreadable records, once each.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    alter table activity_readings add column is_unsure boolean not null default false, add column newest_delivery_at timestamptz,
      add column unreadable_now integer not null default 0`.execute(db);
  await sql`alter table workers add column reads_trail boolean not null default false`.execute(db);
};

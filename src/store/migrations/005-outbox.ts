// Effects that leave the building: a notice is written with the thing it tells of; deliveries are what each recipient gets.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table notices (
      id uuid primary key, kind text not null, request_id uuid not null, grant_id uuid, dedup_key text not null unique,
      created_at timestamptz not null, spread_at timestamptz
    )`.execute(db);
  await sql`create index notices_newest on notices (created_at desc, id desc)`.execute(db);
  await sql`create index notices_of_request on notices (request_id, created_at desc, id desc)`.execute(db);
  await sql`create index notices_waiting on notices (created_at) where spread_at is null`.execute(db);
  await sql`
    create table deliveries (
      id uuid primary key, notice_id uuid not null references notices (id), channel text not null, recipient text not null, role text not null, person_id text,
      state text not null check (state in ('waiting', 'sent', 'skipped', 'dead')), attempts integer not null default 0,
      next_at timestamptz, sent_at timestamptz, last_error text, created_at timestamptz not null,
      unique (notice_id, channel, recipient), check ((state = 'waiting') = (next_at is not null))
    )`.execute(db);
  await sql`create index deliveries_due on deliveries (next_at) where state = 'waiting'`.execute(db);
};

// What was done with access is read from CloudTrail and kept with the grant, where it outlives the trail; and how far reading is.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  // No reference to grants: checking it locks the grant's row, and nothing here may make the engine wait. Grants are never deleted.
  await sql`
    create table activity_readings (
      grant_id uuid primary key, read_up_to timestamptz, read_at timestamptz, complete boolean not null default false,
      events integer not null default 0, unreadable integer not null default 0, capped boolean not null default false,
      progress_done integer, progress_total integer, attempts integer not null default 0, last_error text,
      asked_at timestamptz, next_at timestamptz, lease_holder text, lease_until timestamptz,
      check (complete = (next_at is null))
    )`.execute(db);
  await sql`create index activity_readings_due on activity_readings (next_at) where next_at is not null`.execute(db);
  await sql`create index activity_readings_in_trouble on activity_readings (grant_id) where attempts > 0`.execute(db);
  await sql`
    create table activity_events (
      grant_id uuid not null references activity_readings (grant_id), id text not null, at timestamptz not null,
      service text not null, action text not null, region text not null, resources jsonb not null, source_ip text,
      user_agent text, outcome text not null check (outcome in ('success', 'denied', 'error')), error_code text,
      error_message text, read_only boolean not null, primary key (grant_id, id)
    )`.execute(db);
  await sql`create index activity_events_newest on activity_events (grant_id, at desc, id desc)`.execute(db);
  // The few that were denied, or concern one service, among a hundred thousand of the same grant.
  await sql`create index activity_events_by_outcome on activity_events (grant_id, outcome, at desc, id desc)`.execute(
    db,
  );
  await sql`create index activity_events_by_service on activity_events (grant_id, service, at desc, id desc)`.execute(
    db,
  );
  await sql`
    create table activity_source (
      id integer primary key check (id = 1), kind text, told_at timestamptz not null, newest_delivery_at timestamptz,
      looked_at timestamptz, last_error text
    )`.execute(db);
  await sql`
    create function activity_is_wanted() returns trigger language plpgsql as $$
    begin
      insert into activity_readings (grant_id, next_at) values (new.id, new.starts_at) on conflict do nothing;
      return null;
    end $$`.execute(db);
  // However short access is, and whether or not a worker looks: credentials handed out in a moment are good for hours.
  await sql`
    create trigger grants_want_activity after insert or update of state on grants
    for each row when (new.state in ('activating', 'active')) execute function activity_is_wanted()`.execute(db);
  // A hint for who looks at the page of that grant.
  await sql`
    create function activity_is_told() returns trigger language plpgsql as $$
    begin
      perform pg_notify('stint_activity', new.grant_id::text);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger activity_readings_tell after update on activity_readings for each row
    when ((new.events, new.read_up_to, new.complete, new.last_error, new.lease_holder)
      is distinct from (old.events, old.read_up_to, old.complete, old.last_error, old.lease_holder))
    execute function activity_is_told()`.execute(db);
  await sql`
    insert into activity_readings (grant_id, next_at)
    select id, starts_at from grants where state in ('activating', 'active', 'ending')`.execute(db);
};

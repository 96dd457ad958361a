// The audit log: append-only by trigger, chained by hash, its head kept apart so that a cut tail is noticed too.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table audit_events (
      seq bigint primary key, id uuid not null unique, at timestamptz not null,
      actor_kind text not null, actor_id text, actor_via text, action text not null, subject_kind text not null, subject_id text not null,
      request_id uuid, grant_id uuid, person_id text, account_id text,
      data jsonb not null, previous_hash text not null, hash text not null
    )`.execute(db);
  await sql`create index audit_events_at on audit_events (at desc, seq desc)`.execute(db);
  await sql`create index audit_events_request on audit_events (request_id, seq)`.execute(db);
  await sql`create index audit_events_person on audit_events (person_id, at desc, seq desc)`.execute(db);
  await sql`create index audit_events_account on audit_events (account_id, at desc, seq desc)`.execute(db);
  await sql`create index audit_events_actor on audit_events (actor_id, at desc, seq desc)`.execute(db);
  await sql`create index audit_events_action on audit_events (action, at desc, seq desc)`.execute(db);
  await sql`
    create table audit_head (id integer primary key check (id = 1), seq bigint not null, hash text not null)`.execute(
    db,
  );
  await sql`insert into audit_head (id, seq, hash) values (1, 0, repeat('0', 64))`.execute(db);
  await sql`
    create function audit_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
    end $$`.execute(db);
  await sql`
    create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function audit_is_append_only()`.execute(db);
  await sql`
    create trigger audit_events_no_truncate before truncate on audit_events
    for each statement execute function audit_is_append_only()`.execute(db);
  await sql`
    create function audit_head_moves_on() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'UPDATE' or new.seq <= old.seq then
        raise exception 'audit_head only moves forward' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger audit_head_moves_on before update or delete on audit_head
    for each row execute function audit_head_moves_on()`.execute(db);
  await sql`
    create function audit_event_is_told() returns trigger language plpgsql as $$
    begin
      perform pg_notify('stint_events', new.seq::text);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger audit_events_told after insert on audit_events
    for each row execute function audit_event_is_told()`.execute(db);
};

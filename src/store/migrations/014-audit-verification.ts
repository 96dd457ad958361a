// What came of verifying the audit chain: every reading from its beginning, and the newest event that was ever found in order.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table audit_verifications (
      id uuid primary key, started_at timestamptz not null, finished_at timestamptz, asked_by_id text,
      outcome text not null check (outcome in ('running', 'whole', 'broken')),
      checked_seq bigint not null default 0, checked_hash text not null default repeat('0', 64),
      head_seq bigint not null, head_hash text not null, broken jsonb,
      check ((outcome = 'running') = (finished_at is null)), check ((outcome = 'broken') = (broken is not null))
    )`.execute(db);
  await sql`create index audit_verifications_newest on audit_verifications (started_at desc, id desc)`.execute(db);
  await sql`create unique index audit_verifications_one on audit_verifications (outcome) where outcome = 'running'`.execute(
    db,
  );
  await sql`
    create table audit_anchor (
      id integer primary key check (id = 1), seq bigint not null, hash text not null,
      looked_at timestamptz, broken jsonb, raised jsonb
    )`.execute(db);
  await sql`insert into audit_anchor (id, seq, hash) values (1, 0, repeat('0', 64))`.execute(db);
  await sql`
    create function audit_anchor_moves_on() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'UPDATE' or new.seq < old.seq or (new.seq = old.seq and new.hash <> old.hash) then
        raise exception 'audit_anchor only moves forward' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger audit_anchor_moves_on before update or delete on audit_anchor
    for each row execute function audit_anchor_moves_on()`.execute(db);
};

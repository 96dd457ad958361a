// Emergency stops: what each ends and holds, that ends of one come before all other work, and that no grant is made in what one holds.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table emergency_stops (
      id uuid primary key, scope_kind text not null check (scope_kind in ('person', 'account', 'permission-set', 'everything')),
      scope_id text, comment text not null, cut_credentials boolean not null,
      asked_by_id text not null, asked_via text, asked_at timestamptz not null,
      carried_out_at timestamptz, last_error text, cancelled_requests integer not null default 0,
      lifted_at timestamptz, lifted_by_id text, lift_comment text,
      idempotency_key text, idempotency_hash text,
      unique (asked_by_id, idempotency_key), check ((scope_kind = 'everything') = (scope_id is null)),
      check (lifted_at is not null or lifted_by_id is null)
    )`.execute(db);
  await sql`create index emergency_stops_newest on emergency_stops (asked_at desc, id desc)`.execute(db);
  await sql`
    create index emergency_stops_holding on emergency_stops (scope_kind, scope_id)
    where lifted_at is null or carried_out_at is null`.execute(db);
  await sql`
    create table emergency_stop_grants (
      stop_id uuid not null references emergency_stops (id), grant_id uuid not null references grants (id),
      primary key (stop_id, grant_id)
    )`.execute(db);
  await sql`create index emergency_stop_grants_of_grant on emergency_stop_grants (grant_id)`.execute(db);
  await sql`alter table grants drop constraint grants_end_reason_check`.execute(db);
  await sql`
    alter table grants add constraint grants_end_reason_check check (end_reason in
      ('elapsed', 'revoked', 'eligibility-lost', 'person-disabled', 'found-gone', 'restored', 'emergency-stop'))`.execute(
    db,
  );
  // Whoever records a stop takes the same lock alone: what is being granted at that moment is waited for, and ended; what comes later sees it.
  await sql`
    create function grant_is_not_held() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(hashtext('emergency-stops'));
      if exists (
        select 1 from emergency_stops where (lifted_at is null or carried_out_at is null)
          and (scope_kind = 'everything' or (scope_kind, scope_id) in
            (('person', new.person_id), ('account', new.account_id), ('permission-set', new.permission_set_arn)))
      ) then
        raise exception 'an emergency stop holds grant %', new.id using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger grants_not_held before insert on grants for each row execute function grant_is_not_held()`.execute(
    db,
  );
  await sql`alter table assignments add column urgent boolean not null default false`.execute(db);
  await sql`create index assignments_urgent on assignments (next_at) where urgent`.execute(db);
  await sql`alter table credential_cuts add column by_emergency_stop boolean not null default false`.execute(db);
};

// What Identity Center holds against what is wanted: where to look and when, what was found, and who had it taken away. A standing
// assignment becomes ours to remove only by a finding, and a finding leads to a removal only by an admin or by the settings.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table grants drop constraint grants_end_reason_check`.execute(db);
  await sql`
    alter table grants add constraint grants_end_reason_check check (end_reason in
      ('elapsed', 'revoked', 'eligibility-lost', 'person-disabled', 'found-gone', 'restored'))`.execute(db);
  await sql`alter table grants add column found_gone_at timestamptz`.execute(db);
  await sql`
    create table drift_watch (
      id integer primary key check (id = 1), lease_holder text, lease_until timestamptz, looked_at timestamptz,
      failing_since timestamptz, last_error text, retry_at timestamptz, fuse_blown_at timestamptz, fuse_reset_at timestamptz
    )`.execute(db);
  await sql`insert into drift_watch (id) values (1)`.execute(db);
  await sql`
    create table drift_roles (
      permission_set_arn text primary key, next_at timestamptz not null, round_began_at timestamptz, round_ended_at timestamptz
    )`.execute(db);
  await sql`
    create table drift_pairs (
      account_id text not null, permission_set_arn text not null, next_at timestamptz not null, looked_at timestamptz,
      primary key (permission_set_arn, account_id)
    )`.execute(db);
  await sql`create index drift_pairs_due on drift_pairs (next_at)`.execute(db);
  await sql`create table restores (
      id uuid primary key, at timestamptz not null, restored_to timestamptz not null, searched_at timestamptz,
      check (restored_to <= at)
    )`.execute(db);
  await sql`
    create table drift_findings (
      id uuid primary key, kind text not null check (kind in ('foreign', 'forgotten')),
      principal_kind text not null check (principal_kind in ('person', 'group')), principal_id text not null,
      account_id text not null, permission_set_arn text not null,
      state text not null check (state in ('open', 'accepted', 'removing', 'removed', 'gone', 'unwatched')),
      found_at timestamptz not null, last_seen_at timestamptz not null, closed_at timestamptz,
      accepted_by_id text, accepted_at timestamptz, comment text,
      removal_because text check (removal_because in ('setting', 'admin')), removal_asked_at timestamptz, removal_asked_by_id text,
      check ((state in ('removed', 'gone', 'unwatched')) = (closed_at is not null)),
      check ((removal_because is null) = (removal_asked_at is null)),
      check (state not in ('removing', 'removed') or removal_because is not null),
      check (removal_because is distinct from 'admin' or removal_asked_by_id is not null),
      check (removal_because is distinct from 'setting' or kind = 'foreign'),
      check (state <> 'accepted' or accepted_by_id is not null)
    )`.execute(db);
  await sql`
    create unique index drift_findings_open on drift_findings (account_id, permission_set_arn, principal_id)
    where closed_at is null`.execute(db);
  await sql`create index drift_findings_newest on drift_findings (found_at desc, id desc)`.execute(db);
  await sql`create index drift_findings_by_state on drift_findings (state, found_at desc, id desc)`.execute(db);
  await sql`
    create index drift_findings_removals on drift_findings (removal_asked_at) where removal_because = 'setting'`.execute(
    db,
  );
  await sql`
    create function finding_is_lawful() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' and new.state <> 'open' then
        raise exception 'finding % begins open', new.id using errcode = 'check_violation';
      end if;
      if tg_op = 'UPDATE' and old.closed_at is not null then
        raise exception 'finding % is %, which is final', old.id, old.state using errcode = 'check_violation';
      end if;
      if new.state = 'removing' and old.state <> 'removing' and new.removal_because = 'setting' and not exists (
        select 1 from settings s, drift_watch w where s.id = 1 and w.id = 1 and w.fuse_blown_at is null
          and s.document ->> 'onForeignAssignment' = 'remove'
          and s.document -> 'temporaryOnlyPermissionSetArns' @> to_jsonb(new.permission_set_arn)
      ) then
        raise exception 'the settings do not have finding % removed', new.id using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger drift_findings_lawful before insert or update on drift_findings
    for each row execute function finding_is_lawful()`.execute(db);
  await sql`
    alter table assignments add column missed_at timestamptz, add column is_group boolean not null default false,
      add column finding_id uuid references drift_findings (id),
      add check (finding_id is null or ownership = 'ours'),
      add check (not is_group or operation_kind is distinct from 'create')`.execute(db);
  await sql`create index assignments_of_pair on assignments (account_id, permission_set_arn)`.execute(db);
  await sql`
    create function assignment_becomes_ours() returns trigger language plpgsql as $$
    begin
      if new.ownership <> 'ours' or (tg_op = 'UPDATE' and old.ownership = 'ours' and old.finding_id is not distinct from new.finding_id) then
        return new;
      end if;
      if new.finding_id is null then
        if new.is_group or (tg_op = 'UPDATE' and old.ownership = 'standing') then
          raise exception 'a standing assignment is never removed' using errcode = 'check_violation';
        end if;
      elsif not exists (
        select 1 from drift_findings f where f.id = new.finding_id and f.state = 'removing' and f.principal_id = new.person_id
          and f.account_id = new.account_id and f.permission_set_arn = new.permission_set_arn
          and (f.principal_kind = 'group') = new.is_group
      ) then
        raise exception 'finding % does not have this assignment removed', new.finding_id using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger assignments_become_ours before insert or update on assignments
    for each row execute function assignment_becomes_ours()`.execute(db);
};

// Requests, decisions, grants, assignments. What must never be false is a constraint here: nobody decides their own request, and no
// grant exists without an approving decision of its own request.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table requests (
      id uuid primary key, requester_id text not null, account_ids text[] not null check (cardinality(account_ids) > 0),
      permission_set_arn text not null, asked_starts_at timestamptz,
      duration_minutes integer not null check (duration_minutes between 15 and 480000),
      ticket text, justification text,
      state text not null check (state in ('pending', 'approved', 'rejected', 'cancelled', 'expired')),
      approval_required boolean not null, approvals_needed integer not null check (approvals_needed >= 0),
      created_at timestamptz not null, expires_at timestamptz not null, closed_at timestamptz,
      idempotency_key text, idempotency_hash text,
      unique (requester_id, idempotency_key), unique (id, requester_id),
      check ((state = 'pending') = (closed_at is null))
    )`.execute(db);
  await sql`create index requests_newest on requests (created_at desc, id desc)`.execute(db);
  await sql`create index requests_of_person on requests (requester_id, created_at desc, id desc)`.execute(db);
  await sql`create index requests_by_state on requests (state, created_at desc, id desc)`.execute(db);
  await sql`create index requests_by_role on requests (permission_set_arn, created_at desc, id desc)`.execute(db);
  await sql`create index requests_pending on requests (expires_at) where state = 'pending'`.execute(db);
  // The newest requests of one account among a million: an index over the array in `requests` would find them, but not in order.
  await sql`
    create table request_accounts (
      account_id text not null, created_at timestamptz not null, request_id uuid not null references requests (id),
      permission_set_arn text not null, primary key (account_id, created_at, request_id)
    )`.execute(db);
  await sql`
    create function request_names_accounts() returns trigger language plpgsql as $$
    begin
      insert into request_accounts (account_id, created_at, request_id, permission_set_arn)
      select distinct account_id, new.created_at, new.id, new.permission_set_arn from unnest(new.account_ids) as account_id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger requests_name_accounts after insert on requests
    for each row execute function request_names_accounts()`.execute(db);
  await sql`
    create table decisions (
      id uuid primary key, request_id uuid not null, requester_id text not null, decider_id text,
      verdict text not null check (verdict in ('approve', 'reject')), comment text, decided_at timestamptz not null,
      requested_at timestamptz not null,
      foreign key (request_id, requester_id) references requests (id, requester_id),
      unique (request_id, decider_id), unique (id, request_id, verdict),
      check (decider_id <> requester_id)
    )`.execute(db);
  // When the request was made is kept with the decision, so that the newest requests that somebody decided are found in order.
  await sql`
    create function decision_knows_request() returns trigger language plpgsql as $$
    begin
      select created_at into new.requested_at from requests where id = new.request_id;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger decisions_know_request before insert on decisions
    for each row execute function decision_knows_request()`.execute(db);
  await sql`create index decisions_of_decider on decisions (decider_id, requested_at desc, request_id desc)`.execute(
    db,
  );
  await sql`
    create table grants (
      id uuid primary key, request_id uuid not null, decision_id uuid not null,
      decision_verdict text not null default 'approve' check (decision_verdict = 'approve'),
      person_id text not null, account_id text not null, permission_set_arn text not null,
      starts_at timestamptz not null, ends_at timestamptz not null,
      state text not null check (state in ('scheduled', 'activating', 'active', 'ending', 'ended', 'failed')),
      end_reason text check (end_reason in ('elapsed', 'revoked', 'eligibility-lost', 'person-disabled')),
      ended_by_id text, end_comment text, end_asked_at timestamptz, activated_at timestamptz, ended_at timestamptz,
      on_standing boolean not null default false, kept text check (kept in ('by-another-grant', 'standing')), failure text, created_at timestamptz not null,
      foreign key (request_id, person_id) references requests (id, requester_id),
      foreign key (decision_id, request_id, decision_verdict) references decisions (id, request_id, verdict),
      unique (request_id, account_id), check (ends_at > starts_at),
      check ((state in ('ended', 'failed')) = (ended_at is not null)), check (kept is null or state = 'ended')
    )`.execute(db);
  await sql`
    create function grant_is_final() returns trigger language plpgsql as $$
    begin
      if old.state in ('ended', 'failed') and new.state <> old.state then
        raise exception 'grant % is %, which is final', old.id, old.state using errcode = 'check_violation';
      end if;
      if new.ends_at > old.ends_at or new.starts_at < old.starts_at then
        raise exception 'the window of grant % never grows', old.id using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger grants_final before update on grants for each row execute function grant_is_final()`.execute(
    db,
  );
  await sql`create index grants_newest on grants (created_at desc, id desc)`.execute(db);
  await sql`create index grants_of_person on grants (person_id, created_at desc, id desc)`.execute(db);
  await sql`create index grants_by_state on grants (state, created_at desc, id desc)`.execute(db);
  await sql`create index grants_of_account on grants (account_id, created_at desc, id desc)`.execute(db);
  await sql`create index grants_by_role on grants (permission_set_arn, created_at desc, id desc)`.execute(db);
  await sql`
    create index grants_open on grants (person_id, account_id, permission_set_arn)
    where state in ('scheduled', 'activating', 'active', 'ending')`.execute(db);
  await sql`create index grants_to_start on grants (starts_at) where state = 'scheduled'`.execute(db);
  await sql`create index grants_to_end on grants (ends_at) where state in ('activating', 'active')`.execute(db);
  await sql`create index grants_ending on grants (end_asked_at) where state = 'ending'`.execute(db);
  await sql`
    create table assignments (
      person_id text not null, account_id text not null, permission_set_arn text not null,
      observed text not null default 'unknown' check (observed in ('unknown', 'absent', 'present')), observed_at timestamptz,
      ownership text not null default 'none' check (ownership in ('none', 'ours', 'standing')),
      operation_kind text check (operation_kind in ('create', 'delete')), operation_id text, operation_started_at timestamptz,
      operation_over_at timestamptz,
      doubt_until timestamptz, removal_doubt_until timestamptz, attempts integer not null default 0, last_error text,
      next_at timestamptz, lane text not null default 'activate' check (lane in ('end', 'activate')),
      lease_holder text, lease_until timestamptz, unwanted_since timestamptz,
      primary key (person_id, account_id, permission_set_arn),
      check (operation_kind is distinct from 'delete' or ownership = 'ours')
    )`.execute(db);
  await sql`create index assignments_due on assignments (next_at) where next_at is not null`.execute(db);
  await sql`
    create index assignments_to_work on assignments (lane, next_at)
    where next_at is not null and operation_kind is null`.execute(db);
  await sql`
    create index assignments_forgotten on assignments (person_id)
    where next_at is null and (ownership = 'ours' or operation_kind is not null)`.execute(db);
  await sql`create index assignments_leased on assignments (lease_until) where lease_until is not null`.execute(db);
  await sql`create index assignments_under_way on assignments (operation_kind) where operation_kind is not null`.execute(
    db,
  );
  await sql`create index assignments_unwanted on assignments (unwanted_since) where unwanted_since is not null`.execute(
    db,
  );
};

// Credentials that outlive their grant can be denied: which are to be, what AWS was seen to hold, and who works on it.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table credential_cuts (
      id uuid primary key, grant_id uuid not null unique references grants (id), request_id uuid not null,
      person_id text not null, account_id text not null, permission_set_arn text not null, permission_set_name text,
      issued_before timestamptz not null, expires_at timestamptz not null check (expires_at > issued_before),
      is_early boolean not null,
      state text not null default 'asked' check (state in ('asked', 'in-force', 'lifted', 'lapsed')),
      waits boolean not null default false,
      asked_at timestamptz not null, in_force_at timestamptz, over_at timestamptz,
      check (state not in ('in-force', 'lifted') or in_force_at is not null),
      check ((state in ('lifted', 'lapsed')) = (over_at is not null)),
      check (not waits or state = 'asked')
    )`.execute(db);
  await sql`create index credential_cuts_open on credential_cuts (expires_at) where over_at is null`.execute(db);
  await sql`
    create table cut_policy (
      id integer primary key check (id = 1), owner_id uuid not null, policy_id text, may_exist boolean not null default false,
      content text, written text, target_id text, confirmed_at timestamptz,
      attempts integer not null default 0, last_error text, is_refused boolean not null default false,
      failing_since timestamptz, retry_at timestamptz, meddled_at timestamptz,
      lease_holder text, lease_until timestamptz
    )`.execute(db);
};

// The mirror of the organisation and of Identity Center. What vanishes is marked `gone_at`, so that old requests keep their names.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table accounts (
      id text primary key, name text not null, email text not null, state text not null,
      org_unit_id text not null, path text[] not null, is_management boolean not null, gone_at timestamptz
    )`.execute(db);
  await sql`create index accounts_path on accounts using gin (path)`.execute(db);
  await sql`create index accounts_org_unit on accounts (org_unit_id)`.execute(db);
  await sql`create index accounts_by_name on accounts (name, id) where gone_at is null`.execute(db);
  await sql`
    create table org_units (
      id text primary key, name text not null, parent_id text, path text[] not null, gone_at timestamptz
    )`.execute(db);
  await sql`
    create table permission_sets (
      arn text primary key, name text not null, description text not null, session_duration_minutes integer not null,
      in_management_account boolean not null, described_at timestamptz not null, gone_at timestamptz
    )`.execute(db);
  await sql`
    create table people (
      id text primary key, user_name text not null, display_name text not null, email text,
      enabled boolean not null, refreshed_at timestamptz, gone_at timestamptz
    )`.execute(db);
  await sql`create index people_user_name on people (lower(user_name))`.execute(db);
  await sql`create index people_email on people (lower(email))`.execute(db);
  await sql`
    create table groups (
      id text primary key, display_name text not null, members_synced_at timestamptz, gone_at timestamptz
    )`.execute(db);
  await sql`
    create table memberships (
      group_id text not null, person_id text not null, primary key (group_id, person_id)
    )`.execute(db);
  await sql`create index memberships_person on memberships (person_id)`.execute(db);
  await sql`
    create table deployment (
      id integer primary key check (id = 1), instance_arn text not null, identity_store_id text not null,
      management_account_id text not null, caller_account_id text not null
    )`.execute(db);
  await sql`
    create table directory_syncs (
      id uuid primary key, started_at timestamptz not null, alive_at timestamptz not null, finished_at timestamptz,
      outcome text not null check (outcome in ('running', 'succeeded', 'failed')),
      counts jsonb not null default '{}', error text
    )`.execute(db);
  await sql`
    create unique index directory_syncs_one_at_a_time on directory_syncs (outcome) where outcome = 'running'`.execute(
    db,
  );
  await sql`create index directory_syncs_started on directory_syncs (started_at desc)`.execute(db);
};

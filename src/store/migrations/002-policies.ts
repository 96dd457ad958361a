// Policies and settings. No foreign keys into the directory: a reference that vanished must never stop anything else.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table eligibility_policies (
      id uuid primary key, name text not null, principals jsonb not null, principal_ids text[] not null,
      scopes jsonb not null, permission_set_arns text[] not null,
      max_duration_minutes integer check (max_duration_minutes between 15 and 480000),
      approval_required boolean not null, version integer not null default 1,
      created_at timestamptz not null, updated_at timestamptz not null
    )`.execute(db);
  await sql`create index eligibility_policies_principals on eligibility_policies using gin (principal_ids)`.execute(db);
  await sql`
    create table approval_policies (
      id uuid primary key, name text not null, scopes jsonb not null, permission_set_arns text[] not null,
      approvers jsonb not null, approver_ids text[] not null,
      approvals_needed integer not null check (approvals_needed between 1 and 10), version integer not null default 1,
      created_at timestamptz not null, updated_at timestamptz not null
    )`.execute(db);
  await sql`create index approval_policies_approvers on approval_policies using gin (approver_ids)`.execute(db);
  await sql`
    create table settings (
      id integer primary key check (id = 1), document jsonb not null, version integer not null, updated_at timestamptz not null
    )`.execute(db);
};

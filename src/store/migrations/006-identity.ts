// Who is signed in, and the machines that may act as somebody. Only hashes of secrets are kept.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table sessions (
      token_hash text primary key, person_id text not null, created_at timestamptz not null, last_seen_at timestamptz not null,
      expires_at timestamptz not null, via text not null
    )`.execute(db);
  await sql`create index sessions_expiring on sessions (expires_at)`.execute(db);
  await sql`
    create table sign_ins (
      id text not null, kind text not null check (kind in ('request', 'assertion')), value text not null, created_at timestamptz not null,
      expires_at timestamptz not null, primary key (kind, id)
    )`.execute(db);
  await sql`create index sign_ins_expiring on sign_ins (expires_at)`.execute(db);
  await sql`
    create table api_clients (
      id text primary key, name text not null, person_id text not null, secret_hash text not null, scopes text[] not null,
      created_at timestamptz not null, revoked_at timestamptz
    )`.execute(db);
  await sql`
    create table api_tokens (
      token_hash text primary key, client_id text not null references api_clients (id), scopes text[] not null,
      created_at timestamptz not null, expires_at timestamptz not null
    )`.execute(db);
  await sql`create index api_tokens_expiring on api_tokens (expires_at)`.execute(db);
  await sql`create index api_tokens_of_client on api_tokens (client_id)`.execute(db);
};

// Which accounts and roles an event concerns, kept in the order of time: the newest of one among millions are found by an index.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table audit_mentions (
      kind text not null check (kind in ('account', 'permission-set')), id text not null, at timestamptz not null, seq bigint not null,
      primary key (kind, id, at, seq)
    )`.execute(db);
  // What happened to a grant in one account says that account, and stays out of the others that its request names.
  await sql`
    create function audit_mentions_of(event audit_events) returns table (kind text, id text) language sql stable as $$
      with origin as (
        select account_ids, permission_set_arn from requests where requests.id = event.request_id
        union all
        select array[account_id], permission_set_arn from grants where event.request_id is null and grants.id = event.grant_id
      )
      select 'account', event.account_id where event.account_id is not null
      union select 'account', unnest(account_ids) from origin where event.account_id is null
      union select 'account', jsonb_array_elements_text(event.data -> 'accountIds')
        where event.account_id is null and jsonb_typeof(event.data -> 'accountIds') = 'array'
      union select 'permission-set', permission_set_arn from origin
      union select 'permission-set', event.data ->> 'permissionSetArn' where jsonb_typeof(event.data -> 'permissionSetArn') = 'string'
    $$`.execute(db);
  await sql`
    insert into audit_mentions (kind, id, at, seq)
    select mention.kind, mention.id, event.at, event.seq from audit_events event cross join lateral audit_mentions_of(event) mention`.execute(
    db,
  );
  await sql`
    create function audit_event_mentions() returns trigger language plpgsql as $$
    begin
      insert into audit_mentions (kind, id, at, seq)
      select mention.kind, mention.id, new.at, new.seq from audit_mentions_of(new) mention;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger audit_events_mention after insert on audit_events
    for each row execute function audit_event_mentions()`.execute(db);
  await sql`
    create function audit_mentions_stay() returns trigger language plpgsql as $$
    begin
      raise exception 'audit_mentions is append-only' using errcode = 'insufficient_privilege';
    end $$`.execute(db);
  await sql`
    create trigger audit_mentions_stay before update or delete or truncate on audit_mentions
    for each statement execute function audit_mentions_stay()`.execute(db);
};

// How far an emergency stop is, is counted from what is open: what each took in is kept on its row, and which of it goes on, stays or was used
// on the rows that link them. Kept by triggers, so that it is true whoever writes.
import { type Kysely, sql } from "kysely";

/** What the linking row says of its grant. */
const told = sql`
  is_open = g.state = 'ending', stays = g.kept is not distinct from 'standing', permission_set_arn = g.permission_set_arn,
  used_until = case when g.activated_at is not null and (g.kept is null or g.kept = 'account-gone') then g.ended_at end`;

export const up = async (db: Kysely<unknown>) => {
  // A grant that ended between the count and the trigger would count as open for ever. In the order in which a stop locks them.
  await sql`lock table grants, emergency_stop_grants in share row exclusive mode`.execute(db);
  await sql`alter table emergency_stops add column taken_grants integer not null default 0`.execute(db);
  await sql`
    alter table emergency_stop_grants add column is_open boolean not null default false, add column stays boolean not null default false,
      add column permission_set_arn text not null default '', add column used_until timestamptz`.execute(db);
  await sql`update emergency_stop_grants set ${told} from grants g where g.id = grant_id`.execute(db);
  await sql`
    update emergency_stops s set taken_grants = (select count(*) from emergency_stop_grants taken where taken.stop_id = s.id)`.execute(
    db,
  );
  await sql`create index emergency_stop_grants_open on emergency_stop_grants (stop_id) where is_open`.execute(db);
  await sql`create index emergency_stop_grants_staying on emergency_stop_grants (stop_id) where stays`.execute(db);
  await sql`
    create index emergency_stop_grants_used on emergency_stop_grants (stop_id, permission_set_arn, used_until)
    where used_until is not null`.execute(db);
  await sql`
    create function stop_takes_grants() returns trigger language plpgsql as $$
    begin
      update emergency_stop_grants set ${told} from grants g, added
      where g.id = added.grant_id and emergency_stop_grants.grant_id = added.grant_id and emergency_stop_grants.stop_id = added.stop_id;
      update emergency_stops s set taken_grants = s.taken_grants + new_ones.count
      from (select stop_id, count(*) from added group by stop_id) new_ones where s.id = new_ones.stop_id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger emergency_stop_grants_taken after insert on emergency_stop_grants referencing new table as added
    for each statement execute function stop_takes_grants()`.execute(db);
  await sql`
    create function stopped_grant_is_over() returns trigger language plpgsql as $$
    begin
      update emergency_stop_grants set ${told} from grants g where g.id = new.id and grant_id = new.id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger grants_tell_stops after update of state on grants for each row
    when (old.state = 'ending' and new.state <> 'ending') execute function stopped_grant_is_over()`.execute(db);
};

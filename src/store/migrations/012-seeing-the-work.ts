// What an admin needs to see that the work goes on: who works, how much of AWS's quota is used, and which messages did not arrive.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table workers (
      name text primary key, version text not null, started_at timestamptz not null, seen_at timestamptz not null
    )`.execute(db);
  await sql`
    create table aws_calls (
      service text not null, slot_at timestamptz not null, calls integer not null, primary key (service, slot_at)
    )`.execute(db);
  // Ids of notices are in the order of their making, so that the newest of any outcome are found without looking at the others.
  await sql`create index deliveries_by_outcome on deliveries (state, channel, notice_id)`.execute(db);
  await sql`create index deliveries_dead on deliveries (created_at) where state = 'dead'`.execute(db);
  // What no audit event tells of, and who looks at the system would miss: a hint, so that nobody has to ask again and again.
  await sql`
    create function system_is_stirred() returns trigger language plpgsql as $$
    begin
      perform pg_notify('stint_system', '');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger directory_syncs_stir after insert or update of outcome on directory_syncs
    for each row execute function system_is_stirred()`.execute(db);
  for (const table of ["assignments", "deliveries"])
    await sql`
      create trigger ${sql.ref(`${table}_stir`)} after update of last_error on ${sql.table(table)}
      for each row when (new.last_error is distinct from old.last_error) execute function system_is_stirred()`.execute(
      db,
    );
};

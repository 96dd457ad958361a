// How often AWS has refused a removal: what is not refused goes before what is, time and again, and each line of the engine is found by an index of its own.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table assignments add column refusals integer not null default 0`.execute(db);
  await sql`drop index assignments_to_work`.execute(db);
  await sql`drop index assignments_urgent`.execute(db);
  await sql`
    create index assignments_first_ends on assignments (next_at)
    where operation_kind is null and not urgent and lane = 'end' and refusals < 2 and next_at is not null`.execute(db);
  await sql`
    create index assignments_first_starts on assignments (next_at)
    where operation_kind is null and not urgent and lane = 'activate' and refusals < 2 and next_at is not null`.execute(
    db,
  );
  await sql`create index assignments_urgent on assignments (next_at) where urgent and refusals < 2`.execute(db);
  await sql`create index assignments_refused on assignments (next_at) where refusals >= 2`.execute(db);
};

// Who held what over a period, and what ends soonest, are found by index among a million grants.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  // From when it was granted until it was over; open while it is not. `least` keeps the range valid when a clock was set back.
  await sql`create index grants_span on grants using gist (tstzrange(least(created_at, ended_at), ended_at))`.execute(
    db,
  );
  await sql`
    create index grants_soonest on grants (ends_at, id)
    where state in ('scheduled', 'activating', 'active', 'ending')`.execute(db);
};

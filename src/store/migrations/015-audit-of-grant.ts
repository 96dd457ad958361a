// The events of one grant among millions are found by an index: `grant=` is a filter of the log, and what an activity page reads by.
import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create index audit_events_grant on audit_events (grant_id, at desc, seq desc) where grant_id is not null`.execute(
    db,
  );
};

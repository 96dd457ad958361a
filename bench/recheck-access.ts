import { sql } from "kysely";
import { recheckAccess } from "../src/commands/recheck-access.ts";
import type { Db } from "../src/store/database.ts";
import { testContext } from "../test/builders.ts";
import { openTestDatabase } from "../test/with-database.ts";
import { seedOrganisation } from "./eligibility.ts";

const openGrants = 10_000;
const lost = 100;

/** Ten open grants for each of a thousand people, all but a hundred of them still allowed by a policy of their own group. */
const seedGrants = async (db: Db) => {
  await sql`
    create temporary table held as
    select distinct on (memberships.person_id, scope->>'id', arn) gen_random_uuid() as id, memberships.person_id,
      scope->>'id' as account_id, arn as permission_set_arn
    from eligibility_policies
    cross join jsonb_array_elements(scopes) as scope cross join unnest(permission_set_arns) as arn
    join memberships on memberships.group_id = any(principal_ids)
    where scope->>'type' = 'account'
    limit ${openGrants}`.execute(db);
  await sql`update held set permission_set_arn = 'arn:gone' where id in (select id from held limit ${lost})`.execute(
    db,
  );
  await sql`
    insert into requests (id, requester_id, account_ids, permission_set_arn, duration_minutes, state, approval_required,
      approvals_needed, created_at, expires_at, closed_at)
    select id, person_id, array[account_id], permission_set_arn, 60, 'approved', false, 0, now(), now(), now() from held`.execute(
    db,
  );
  await sql`
    insert into decisions (id, request_id, requester_id, verdict, decided_at)
    select id, id, person_id, 'approve', now() from held`.execute(db);
  await sql`
    insert into grants (id, request_id, decision_id, person_id, account_id, permission_set_arn, starts_at, ends_at, state, created_at)
    select id, id, id, person_id, account_id, permission_set_arn, now(), now() + interval '1 hour', 'active', now() from held`.execute(
    db,
  );
  await sql`analyze`.execute(db);
};

/** What looking at all access once more costs when ten thousand grants are open, and when a hundred of them must end. */
export const benchRecheckAccess = async (): Promise<void> => {
  const { db, kind, close } = await openTestDatabase();
  try {
    await seedOrganisation(db);
    await db.connection().execute(seedGrants);
    const ctx = testContext(db);
    for (const what of ["ending some", "ending none"]) {
      const started = performance.now();
      const ended = await recheckAccess(ctx);
      const took = (performance.now() - started).toFixed(0);
      console.log(`recheck of ${openGrants} open grants on ${kind}, ${what}: ${took} ms, ${ended} ended`);
    }
  } finally {
    await close();
  }
};

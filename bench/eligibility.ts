import { sql } from "kysely";
import { findEligibility } from "../src/commands/find-eligibility.ts";
import type { Db } from "../src/store/database.ts";
import { noJobs } from "../src/store/jobs.ts";
import { openTestDatabase } from "../test/with-database.ts";

const size = { accounts: 5_000, orgUnits: 300, permissionSets: 750, groups: 20_000, ofPerson: 300, policies: 2_000 };

const personId = "person-1";

/** OUs four deep, seven below each but the last; accounts spread over all; policies name three OUs, two accounts and ten roles each. */
export const seedOrganisation = async (db: Db) => {
  await sql`
    insert into org_units (id, name, parent_id, path, gone_at)
    with recursive tree as (
      select 0 as n, array['ou-0'] as path
      union all
      select child, tree.path || ('ou-' || child) from tree
      cross join lateral (select tree.n * 7 + k as child from generate_series(1, 7) as k) as children
      where child < ${size.orgUnits}::int
    )
    select 'ou-' || n, 'unit ' || n, case when n > 0 then 'ou-' || ((n - 1) / 7) end, path, null from tree`.execute(db);
  await sql`
    insert into accounts (id, name, email, state, org_unit_id, path, is_management, gone_at)
    select lpad(n::text, 12, '0'), 'account ' || md5(n::text), n || '@example.com', 'ACTIVE', org_units.id, org_units.path, false, null
    from generate_series(1, ${size.accounts}::int) as n
    join org_units on org_units.id = 'ou-' || (n % ${size.orgUnits}::int)`.execute(db);
  await sql`
    insert into permission_sets (arn, name, description, session_duration_minutes, in_management_account, described_at, gone_at)
    select 'arn:aws:sso:::permissionSet/ssoins-1/ps-' || n, 'Role' || n, 'what role ' || n || ' is for', 60, false, now(), null
    from generate_series(1, ${size.permissionSets}::int) as n`.execute(db);
  await sql`
    insert into groups (id, display_name, members_synced_at, gone_at)
    select 'group-' || n, 'Group ' || n, null, null from generate_series(1, ${size.groups}::int) as n`.execute(db);
  await sql`
    insert into people (id, user_name, display_name, email, enabled, refreshed_at, gone_at)
    select 'person-' || n, 'user' || n, 'User ' || n, 'user' || n || '@example.com', true, null, null
    from generate_series(1, 5000) as n`.execute(db);
  await sql`
    insert into memberships (group_id, person_id)
    select distinct 'group-' || (1 + (p * 7919 + n * 66) % ${size.groups}::int), 'person-' || p
    from generate_series(1, 1000) as p cross join generate_series(1, ${size.ofPerson}::int) as n`.execute(db);
  await sql`
    insert into eligibility_policies (id, name, principals, principal_ids, scopes, permission_set_arns, max_duration_minutes,
      approval_required, version, created_at, updated_at)
    select gen_random_uuid(), 'policy ' || n,
      jsonb_build_array(jsonb_build_object('type', 'group', 'id', group_id)), array[group_id],
      jsonb_build_array(
        jsonb_build_object('type', 'ou', 'id', 'ou-' || (n % ${size.orgUnits}::int), 'includeChildOus', true),
        jsonb_build_object('type', 'ou', 'id', 'ou-' || (n * 31 % ${size.orgUnits}::int), 'includeChildOus', false),
        jsonb_build_object('type', 'ou', 'id', 'ou-' || (n * 17 % ${size.orgUnits}::int), 'includeChildOus', n % 3 = 0),
        jsonb_build_object('type', 'account', 'id', lpad((1 + n * 13 % ${size.accounts}::int)::text, 12, '0')),
        jsonb_build_object('type', 'account', 'id', lpad((1 + n * 29 % ${size.accounts}::int)::text, 12, '0'))),
      array(select 'arn:aws:sso:::permissionSet/ssoins-1/ps-' || (1 + (n * 10 + k) % ${size.permissionSets}::int)
        from generate_series(1, 10) as k),
      case when n % 2 = 0 then 60 + n % 400 end, n % 4 = 0, 1, now(), now()
    from (
      select n, case when n <= ${size.ofPerson}::int
        then (select group_id from memberships where person_id = ${personId} order by group_id offset n - 1 limit 1)
        else 'group-' || (1 + n * 9 % ${size.groups}::int) end as group_id
      from generate_series(1, ${size.policies}::int) as n
    ) as named where group_id is not null`.execute(db);
  await sql`analyze`.execute(db);
};

const searches = [undefined, undefined, undefined, "account a", "Role12", "9f", "unit 1", "no such thing"];

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** What `GET /eligibility` costs below HTTP for a person in 300 groups of a large organisation; on PostgreSQL when the run is. */
export const benchEligibility = async (rounds = 300): Promise<{ p50: number; p99: number; accounts: number }> => {
  const { db, kind, close } = await openTestDatabase();
  try {
    await seedOrganisation(db);
    const ctx = { db, clock: { now: () => new Date() }, ids: { newId: () => crypto.randomUUID() }, jobs: noJobs };
    const caller = { personId };
    const took: number[] = [];
    let cursor: string | undefined;
    let accounts = 0;
    for (let round = -20; round < rounds; round += 1) {
      const search = searches[Math.abs(round) % searches.length];
      const query = { limit: 50, search, cursor: search === undefined ? cursor : undefined };
      const started = performance.now();
      const page = await findEligibility(ctx, { caller, query });
      if (round >= 0) took.push(performance.now() - started);
      if (search === undefined) cursor = page.nextCursor;
      accounts += page.items.length;
    }
    took.sort((a, b) => a - b);
    const result = { p50: percentile(took, 0.5), p99: percentile(took, 0.99), accounts };
    console.log(
      `eligibility on ${kind}: p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms (budget: p99 100 ms on PostgreSQL), ${rounds} pages, ${accounts} accounts`,
    );
    return result;
  } finally {
    await close();
  }
};

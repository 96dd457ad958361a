import { sql } from "kysely";
import { findGrants, type GrantsQuery } from "../src/commands/find-grants.ts";
import { findRequests, type RequestsQuery } from "../src/commands/find-requests.ts";
import type { Db } from "../src/store/database.ts";
import { noJobs } from "../src/store/jobs.ts";
import { account, anApprovalPolicy, aPerson, orgUnit, testContext, user, withSettings } from "../test/builders.ts";
import { openTestDatabase } from "../test/with-database.ts";

const size = { requests: 1_000_000, accounts: 5_000, people: 10_000, permissionSets: 750 };

const accountId = (n: number) => String(n).padStart(12, "0");
const roleArn = (n: number) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${n}`;

/**
 * One request in a hundred each is rejected, cancelled or expired, 500 are pending, the others were approved by person 7 or by
 * policy. Account 1 has a tenth of all; accounts from 4,990 on, and role 750, appear among the oldest only.
 */
const seed = async (db: Db) => {
  const { requests, accounts, people, permissionSets } = size;
  await sql`
    insert into accounts (id, name, email, state, org_unit_id, path, is_management, gone_at)
    select lpad(n::text, 12, '0'), 'account ' || n, '', 'ACTIVE', 'ou-' || n % 300, array['r', 'ou-' || n % 300], false, null
    from generate_series(1, ${accounts}::int) as n`.execute(db);
  await sql`insert into org_units (id, name, parent_id, path, gone_at) values ('r', 'Root', null, array['r'], null)`.execute(
    db,
  );
  await sql`
    insert into people (id, user_name, display_name, email, enabled, refreshed_at, gone_at)
    select 'person-' || n, 'user' || n, 'User ' || n, null, true, null, null from generate_series(1, ${people}::int) as n`.execute(
    db,
  );
  await sql`alter table requests disable trigger requests_name_accounts`.execute(db);
  await sql`
    insert into requests (id, requester_id, account_ids, permission_set_arn, duration_minutes, state, approval_required,
      approvals_needed, created_at, expires_at, closed_at)
    select gen_random_uuid(), 'person-' || (1 + n % ${people}::int),
      array[lpad((case when n % 10 = 0 then 1 when n < 2000 and n % 2 = 0 then 4990 + n % 10 else 1 + (n * 7) % 4980 end)::text, 12, '0')],
      ${roleArn(0).slice(0, -1)} || (case when n < 1000 then ${permissionSets}::int else 1 + n % 740 end), 60,
      case when n > ${requests}::int - 500 then 'pending' when n % 100 = 0 then 'rejected' when n % 100 = 1 then 'cancelled'
        when n % 100 = 2 then 'expired' else 'approved' end,
      true, 1, at, at + interval '3 hours', case when n <= ${requests}::int - 500 then at end
    from (select n, timestamptz '2026-11-20T10:00:00Z' - (${requests}::int - n) * interval '20 seconds' as at
      from generate_series(1, ${requests}::int) as n) as made`.execute(db);
  await sql`alter table requests enable trigger requests_name_accounts`.execute(db);
  await sql`
    insert into request_accounts (account_id, created_at, request_id, permission_set_arn)
    select account_ids[1], created_at, id, permission_set_arn from requests`.execute(db);
  await sql`
    insert into decisions (id, request_id, requester_id, decider_id, verdict, decided_at)
    select id, id, requester_id, case when hashtext(id::text) % 50 = 0 and requester_id <> 'person-7' then 'person-7' end,
      'approve', created_at
    from requests where state = 'approved'`.execute(db);
  await sql`
    insert into grants (id, request_id, decision_id, person_id, account_id, permission_set_arn, starts_at, ends_at, state,
      ended_at, created_at)
    select id, id, id, requester_id, account_ids[1], permission_set_arn, created_at, created_at + interval '1 hour',
      case when created_at > timestamptz '2026-11-20T06:00:00Z' then 'active' else 'ended' end,
      case when created_at <= timestamptz '2026-11-20T06:00:00Z' then created_at + interval '1 hour' end, created_at
    from requests where state = 'approved'`.execute(db);
  await sql`analyze`.execute(db);
};

type Question = { name: string; who: string; requests?: Partial<RequestsQuery>; grants?: Partial<GrantsQuery> };

const longAgo = { activeFrom: new Date("2026-06-01T00:00:00Z"), activeTo: new Date("2026-06-01T01:00:00Z") };

const questions = (who: Record<"admin" | "everywhere" | "nowhere" | "rarely", string>): Question[] => [
  { name: "my own", who: "person-7", requests: {} },
  { name: "my own, rejected", who: "person-100", requests: { states: ["rejected"] } },
  { name: "decided by me, of 20,000", who: "person-7", requests: { view: "decided" } },
  { name: "to decide, everywhere", who: who.everywhere, requests: { view: "to-decide" } },
  { name: "to decide, ten accounts", who: who.nowhere, requests: { view: "to-decide" } },
  { name: "in scope, everywhere", who: who.everywhere, requests: { view: "in-my-scope" } },
  {
    name: "in scope, everywhere, rejected",
    who: who.everywhere,
    requests: { view: "in-my-scope", states: ["rejected"] },
  },
  { name: "in scope, ten accounts, all long ago", who: who.nowhere, requests: { view: "in-my-scope" } },
  { name: "in scope, everywhere for a rare role", who: who.rarely, requests: { view: "in-my-scope" } },
  { name: "all", who: who.admin, requests: { view: "all" } },
  { name: "all, pending", who: who.admin, requests: { view: "all", states: ["pending"] } },
  { name: "all, rejected or expired", who: who.admin, requests: { view: "all", states: ["rejected", "expired"] } },
  { name: "all, busy account", who: who.admin, requests: { view: "all", accountId: accountId(1) } },
  { name: "all, quiet account", who: who.admin, requests: { view: "all", accountId: accountId(4_992) } },
  { name: "all, rare role", who: who.admin, requests: { view: "all", permissionSetArn: roleArn(750) } },
  { name: "all, one requester", who: who.admin, requests: { view: "all", requesterId: "person-100" } },
  { name: "all, a day long ago", who: who.admin, requests: { view: "all", to: new Date("2026-06-01T00:00:00Z") } },
  { name: "grants, all", who: who.admin, grants: {} },
  { name: "grants, active", who: who.admin, grants: { states: ["active"] } },
  { name: "grants, my own and in scope", who: who.everywhere, grants: {} },
  { name: "grants, ten accounts, all long ago", who: who.nowhere, grants: { view: "in-my-scope" } },
  { name: "grants, active, ten accounts", who: who.nowhere, grants: { states: ["active"] } },
  { name: "grants, active, soonest end", who: who.admin, grants: { states: ["active"], sort: "endsAt" } },
  { name: "grants held in one hour long ago", who: who.admin, grants: longAgo },
  { name: "grants held in half a year", who: who.admin, grants: { activeFrom: longAgo.activeFrom } },
  { name: "grants held long ago, busy account", who: who.admin, grants: { ...longAgo, accountId: accountId(1) } },
  { name: "grants held long ago, quiet account", who: who.admin, grants: { ...longAgo, accountId: accountId(4_992) } },
  { name: "grants held long ago, rare role", who: who.admin, grants: { ...longAgo, permissionSetArn: roleArn(750) } },
  { name: "grants held long ago, one person", who: who.admin, grants: { ...longAgo, requesterId: "person-100" } },
  { name: "grants held long ago, my own", who: "person-7", grants: longAgo },
  { name: "grants held long ago, ten accounts", who: who.nowhere, grants: { ...longAgo, view: "in-my-scope" } },
  {
    name: "grants held long ago, in scope everywhere",
    who: who.everywhere,
    grants: { ...longAgo, view: "in-my-scope" },
  },
];

const seedReaders = async (db: Db) => {
  const [admin, everywhere, nowhere, rarely] = [
    await aPerson(db, { groups: ["admins"] }),
    await aPerson(db),
    await aPerson(db),
    await aPerson(db),
  ];
  await db
    .insertInto("groups")
    .values({ id: "admins", displayName: "admins", membersSyncedAt: null, goneAt: null })
    .execute();
  await withSettings(db, { adminGroupId: "admins" });
  const root = orgUnit({ id: "r" }, { includeChildOus: true });
  const quiet = Array.from({ length: 10 }, (_, index) => account({ id: accountId(4_990 + index) }));
  await anApprovalPolicy(db, { scopes: [root], approvers: [user(everywhere)] });
  await anApprovalPolicy(db, { scopes: quiet, approvers: [user(nowhere)] });
  await anApprovalPolicy(db, { scopes: [root], permissionSetArns: [roleArn(750)], approvers: [user(rarely)] });
  return { admin: admin.id, everywhere: everywhere.id, nowhere: nowhere.id, rarely: rarely.id };
};

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** What pages of requests and grants cost below HTTP among a million requests: the first page, then one page after the other. */
export const benchRequestPages = async (rounds = 40): Promise<void> => {
  const { db, kind, close } = await openTestDatabase();
  try {
    await seed(db);
    const ctx = { ...testContext(db), jobs: noJobs };
    for (const { name, who, requests, grants } of questions(await seedReaders(db))) {
      const took: number[] = [];
      let cursor: string | undefined;
      let rows = 0;
      for (let round = -3; round < rounds; round += 1) {
        const page = { limit: 50, cursor };
        const caller = { personId: who };
        const started = performance.now();
        const found = grants
          ? await findGrants(ctx, { caller, query: { ...page, ...grants } })
          : await findRequests(ctx, { caller, query: { ...page, ...requests } });
        if (round >= 0) took.push(performance.now() - started);
        cursor = found.nextCursor;
        rows += found.items.length;
      }
      took.sort((a, b) => a - b);
      const figures = [0.5, 0.99].map((share) => `${percentile(took, share).toFixed(1)} ms`).join(", p99 ");
      console.log(`${kind}, ${name}: p50 ${figures} (${rows} rows; budget: p99 50 ms on PostgreSQL)`);
    }
  } finally {
    await close();
  }
};

import { sql } from "kysely";
import type { CommandContext } from "../src/commands/context.ts";
import { findRequestFilterValues } from "../src/commands/find-filter-values.ts";
import { findGrants } from "../src/commands/find-grants.ts";
import { findRequests } from "../src/commands/find-requests.ts";
import type { PageOf } from "../src/store/access-page.ts";
import type { Db } from "../src/store/database.ts";
import { noJobs } from "../src/store/jobs.ts";
import { account, anApprovalPolicy, aPerson, orgUnit, testContext, user, withSettings } from "../test/builders.ts";
import { openTestDatabase } from "../test/with-database.ts";
import { accountId, roleArn } from "./page-names.ts";
import { type Question, questions } from "./page-questions.ts";

const size = { requests: 1_000_000, accounts: 5_000, people: 10_000, permissionSets: 750 };

/**
 * One request in a hundred each is rejected, cancelled or expired, 500 are pending, the others were approved by person 7 or by
 * policy. Account 1 has a tenth of all, and all that were rejected; accounts from 4,990 on, and role 750, appear among the oldest only. A third of all have one of
 * 50,000 tickets, each seven times, and a tenth say `n/a` where a ticket is wanted.
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
      approvals_needed, created_at, expires_at, closed_at, ticket)
    select gen_random_uuid(), 'person-' || (1 + n % ${people}::int),
      array[lpad((case when n % 10 = 0 then 1 when n < 2000 and n % 2 = 0 then 4990 + n % 10 else 1 + (n * 7) % 4980 end)::text, 12, '0')],
      ${roleArn(0).slice(0, -1)} || (case when n < 1000 then ${permissionSets}::int else 1 + n % 740 end), 60,
      case when n > ${requests}::int - 500 then 'pending' when n % 100 = 0 then 'rejected' when n % 100 = 1 then 'cancelled'
        when n % 100 = 2 then 'expired' else 'approved' end,
      true, 1, at, at + interval '3 hours', case when n <= ${requests}::int - 500 then at end,
      case when n % 3 = 0 then 'OPS-' || n % 50000 when n % 10 = 1 then 'n/a' end
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
      activated_at, ended_at, created_at)
    select id, id, id, requester_id, account_ids[1], permission_set_arn, created_at, created_at + interval '1 hour',
      case when created_at > timestamptz '2026-11-20T06:00:00Z' then 'active' else 'ended' end,
      created_at,
      case when created_at <= timestamptz '2026-11-20T06:00:00Z' then created_at + interval '1 hour' end, created_at
    from requests where state = 'approved'`.execute(db);
  await sql`analyze`.execute(db);
};

const seedReaders = async (db: Db) => {
  const [admin, everywhere, nowhere, rarely, middling] = [
    await aPerson(db, { groups: ["admins"] }),
    await aPerson(db),
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
  const fifthOfAll = Array.from({ length: 60 }, (_, index) => orgUnit({ id: `ou-${100 + index}` }));
  await anApprovalPolicy(db, { scopes: fifthOfAll, approvers: [user(middling)] });
  return { admin: admin.id, everywhere: everywhere.id, nowhere: nowhere.id, rarely: rarely.id, middling: middling.id };
};

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

type Found = { items: readonly unknown[]; nextCursor?: string };

const ask = async (ctx: CommandContext, question: Question, page: PageOf): Promise<Found> => {
  const { requests, grants, values } = question;
  const caller = { personId: question.who };
  if (values)
    return { items: await findRequestFilterValues(ctx, { caller, view: values, field: "account", search: "1" }) };
  if (grants) return findGrants(ctx, { caller, query: { ...page, ...grants } });
  return findRequests(ctx, { caller, query: { ...page, ...requests } });
};

/** What pages of requests and grants cost below HTTP among a million requests: the first page, then one page after the other. */
export const benchRequestPages = async (rounds = 40): Promise<void> => {
  const { db, kind, close } = await openTestDatabase();
  try {
    await seed(db);
    const ctx = { ...testContext(db), jobs: noJobs };
    for (const question of questions(await seedReaders(db))) {
      const took: number[] = [];
      let cursor: string | undefined;
      let rows = 0;
      for (let round = -3; round < rounds; round += 1) {
        const started = performance.now();
        const found = await ask(ctx, question, { limit: 50, cursor });
        if (round >= 0) took.push(performance.now() - started);
        cursor = found.nextCursor;
        rows += found.items.length;
      }
      took.sort((a, b) => a - b);
      const figures = [0.5, 0.99].map((share) => `${percentile(took, share).toFixed(1)} ms`).join(", p99 ");
      console.log(`${kind}, ${question.name}: p50 ${figures} (${rows} rows; budget: p99 50 ms on PostgreSQL)`);
    }
  } finally {
    await close();
  }
};

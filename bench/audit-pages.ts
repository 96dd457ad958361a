import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type AuditFilter, searchAudit } from "../src/store/audit-search.ts";
import type { Db } from "../src/store/database.ts";
import { openTestDatabase } from "../test/with-database.ts";

const usualEvents = 2_000_000;
const busy = { account: "000000000001", person: "person-1", role: "arn:aws:sso:::permissionSet/ssoins-1/ps-1" };
const rare = { account: "000000004999", person: "person-9999", role: "arn:aws:sso:::permissionSet/ssoins-1/ps-749" };

/**
 * Seven events to a request, one every ten seconds; a tenth of all in account 1, for role 1 and by person 1. Account 4999, role 749 and
 * refused decisions appear among the oldest only.
 */
const seed = async (db: Db, events: number) => {
  await sql`alter table audit_events disable trigger user`.execute(db);
  await sql`
    insert into audit_events (seq, id, at, actor_kind, actor_id, action, subject_kind, subject_id, request_id, grant_id, person_id,
      account_id, data, previous_hash, hash)
    select n, gen_random_uuid(), timestamptz '2026-11-20T10:00:00Z' - (${events}::int - n) * interval '10 seconds',
      case when n % 7 in (0, 1) then 'person' else 'system' end,
      case when n % 7 in (0, 1) then 'person-' || (case when n % 10 = 0 then 1 else n % 9000 end) end,
      case when n < 2000 and n % 100 = 0 then 'request.decision-refused' else (array['request.created', 'request.approved',
        'grant.scheduled', 'grant.activating', 'grant.active', 'grant.ending', 'grant.ended'])[1 + n % 7] end,
      'request', n::text, md5('request' || n / 7)::uuid, md5('grant' || n / 7)::uuid,
      'person-' || (case when n < 2000 and n % 50 = 0 then 9999 when n / 7 % 10 = 0 then 1 else n / 7 % 9000 end),
      lpad((case when n < 2000 and n % 50 = 0 then 4999 when n / 7 % 10 = 0 then 1 else n / 7 % 4900 end)::text, 12, '0'),
      '{"before": {"state": "activating"}, "after": {"state": "active"}}', repeat('0', 64), md5(n::text) || md5(n::text)
    from generate_series(1, ${events}::int) as n`.execute(db);
  await sql`alter table audit_events enable trigger user`.execute(db);
  await sql`
    insert into audit_mentions (kind, id, at, seq)
    select 'account', account_id, at, seq from audit_events
    union all
    select 'permission-set', 'arn:aws:sso:::permissionSet/ssoins-1/ps-' ||
      (case when seq < 2000 and seq % 50 = 0 then 749 when seq / 7 % 10 = 0 then 1 else seq / 7 % 740 end), at, seq
    from audit_events`.execute(db);
  await sql`analyze`.execute(db);
};

const questions: Record<string, AuditFilter> = {
  everything: {},
  "oldest first": { oldestFirst: true },
  "a day long ago": { from: new Date("2026-05-01T00:00:00Z"), to: new Date("2026-05-02T00:00:00Z") },
  "busy account": { account: busy.account },
  "quiet account": { account: rare.account },
  "busy role": { permissionSet: busy.role },
  "rare role": { permissionSet: rare.role },
  "busy role, busy account": { permissionSet: busy.role, account: busy.account },
  "busy role, quiet account": { permissionSet: busy.role, account: rare.account },
  "busy person": { person: busy.person },
  "one actor": { actor: "person-77" },
  "one grant": { grant: createHash("md5").update("grant100000").digest("hex") },
  "one action": { actions: ["grant.ended"] },
  "an action that never happened": { actions: ["grant.failed"] },
  "a rare action": { actions: ["request.decision-refused"] },
  "all about requests": { actions: ["request."] },
  "a rare and a common action": { actions: ["request.decision-refused", "grant.ended"] },
  "busy person, one action": { person: busy.person, actions: ["grant.ended"] },
  "busy person, a rare action": { person: busy.person, actions: ["request.decision-refused"] },
  "busy account, a rare action": { account: busy.account, actions: ["request.decision-refused"] },
  "busy account, one action, oldest first": { account: busy.account, actions: ["grant.active"], oldestFirst: true },
  "busy actor, busy person": { actor: busy.person, person: busy.person },
};

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** What pages of the audit log cost below HTTP among so many events: the first page, then one page after the other. */
export const benchAuditPages = async (rounds = 40, events = usualEvents): Promise<void> => {
  const { db, kind, close } = await openTestDatabase();
  try {
    await seed(db, events);
    for (const [name, filter] of Object.entries(questions)) {
      const took: number[] = [];
      let cursor: string | undefined;
      for (let round = -2; round < rounds; round += 1) {
        const started = performance.now();
        const page = await searchAudit(db, { ...filter, limit: 50, cursor });
        if (round >= 0) took.push(performance.now() - started);
        cursor = page.nextCursor;
      }
      took.sort((a, b) => a - b);
      const figures = [0.5, 0.99].map((share) => `${percentile(took, share).toFixed(1)} ms`).join(", p99 ");
      console.log(`${kind}, audit log, ${name}: p50 ${figures} (budget: p99 50 ms on PostgreSQL)`);
    }
  } finally {
    await close();
  }
};

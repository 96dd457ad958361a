import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { carryOutStops } from "../src/commands/carry-out-stop.ts";
import { stopInEmergency } from "../src/commands/stop-in-emergency.ts";
import { aGroup, aPerson, testContext, withSettings } from "../test/builders.ts";
import { openTestDatabase } from "../test/with-database.ts";
import { putActiveGrant } from "./put-active-grant.ts";
import { report, startRealEngine, untilTrue } from "./real-engine.ts";

const anAdmin = async (db: Parameters<typeof aPerson>[0]) => {
  const admins = await aGroup(db);
  await withSettings(db, { adminGroupId: admins.id });
  return aPerson(db, { groups: [admins.id] });
};

const onProblem = (problem: unknown) => {
  throw problem;
};

/** A thousand accesses that end by the clock, and amid them a stop for one person who holds ten others: whose removals are sent first. */
export const benchStopAmongEnds = async (count: number) => {
  const bench = await startRealEngine({
    timing: { assignmentMs: [800, 2_500] },
    organisation: { seed: 2, accounts: 400, orgUnits: 10, permissionSets: 4, users: 400, groups: 2 },
    limits: { callsPerSecond: 20, writesUnderWay: 10 },
  });
  try {
    const { world } = bench.simulator;
    const [held, ...people] = world.users.all();
    const accounts = world.accounts.all().filter((account) => account.id !== world.ids.managementAccountId);
    const sets = world.permissionSets.all();
    const keyOf = (n: number, personId = people[n % people.length]?.id ?? "") => ({
      personId,
      accountId: accounts[(n * 7) % accounts.length]?.id ?? "",
      permissionSetArn: sets[Math.floor(n / people.length) % sets.length]?.arn ?? "",
    });
    const caller = { personId: (await anAdmin(bench.ctx.db)).id };
    const endsAt = new Date(Date.now() + 20_000);
    const others = Array.from({ length: count }, (_, n) => keyOf(n));
    const stopped = Array.from({ length: 10 }, (_, n) => keyOf(count + n, held?.id));
    for (const key of others) await putActiveGrant(bench, { key, endsAt });
    for (const key of stopped) await putActiveGrant(bench, { key, endsAt: new Date(endsAt.getTime() + 36e5) });
    const sentOf = (keys: typeof others) => keys.flatMap((key) => bench.sentAt("remove", key) ?? []);
    await untilTrue(() => sentOf(others).length >= 50, 120_000);
    const askedAt = Date.now();
    const scope = { kind: "person" as const, id: held?.id ?? "" };
    await stopInEmergency(bench.ctx, { caller, input: { scope, comment: "drill" }, onProblem });
    const answeredMs = Date.now() - askedAt;
    await untilTrue(() => sentOf(stopped).length === stopped.length, 120_000);
    const [first, last] = [Math.min(...sentOf(stopped)), Math.max(...sentOf(stopped))];
    const between = sentOf(others).filter((at) => at > askedAt + answeredMs && at < last).length;
    report(
      `one person's stop amid ${count} ends that are due`,
      `answered after ${answeredMs} ms; its ten removals sent after ${first - askedAt} to ${last - askedAt} ms, ${between} others between, ${count - sentOf(others).length} others still waiting`,
      "no more than ten others",
      between <= 10,
    );
  } finally {
    await bench.stop();
  }
};

/** How long it takes to end so many grants in the database; AWS takes its own time after that. */
export const benchStopEverything = async (count: number) => {
  const database = await openTestDatabase();
  const { db } = database;
  const ctx = testContext(db);
  try {
    const admin = await anAdmin(db);
    const at = ctx.clock.now();
    const name = randomUUID();
    await sql`create table made as select n, gen_random_uuid() as request_id, gen_random_uuid() as decision_id,
      gen_random_uuid() as grant_id, 'person-' || n % 1000 as person_id from generate_series(1, ${count}::int) n`.execute(
      db,
    );
    await sql`insert into requests (id, requester_id, account_ids, permission_set_arn, duration_minutes, justification, state,
      approval_required, approvals_needed, created_at, expires_at, closed_at)
      select request_id, person_id, array[lpad(n::text, 12, '0')], ${name}, 60, '', 'approved', false, 0, ${at}, ${at}, ${at} from made`.execute(
      db,
    );
    await sql`insert into decisions (id, request_id, requester_id, verdict, decided_at)
      select decision_id, request_id, person_id, 'approve', ${at} from made`.execute(db);
    await sql`insert into grants (id, request_id, decision_id, person_id, account_id, permission_set_arn, starts_at, ends_at, state,
      activated_at, created_at)
      select grant_id, request_id, decision_id, person_id, lpad(n::text, 12, '0'), ${name}, ${at},
        ${new Date(at.getTime() + 36e5)}::timestamptz, 'active', ${at}, ${at} from made`.execute(db);
    const began = performance.now();
    const input = { scope: { kind: "everything" as const }, comment: "drill" };
    await stopInEmergency(ctx, { caller: { personId: admin.id }, input, onProblem });
    const answered = performance.now();
    await carryOutStops(ctx);
    const done = performance.now();
    const left = await db.selectFrom("grants").select("id").where("state", "!=", "ending").limit(1).execute();
    report(
      `a stop of everything, ${count} active grants`,
      `answered after ${Math.round(answered - began)} ms, all ending after ${Math.round(done - began)} ms`,
      "all ending within 30 s",
      left.length === 0 && done - began < 30_000,
    );
  } finally {
    await database.close();
  }
};

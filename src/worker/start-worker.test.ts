import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { anAccessWorld, as } from "../../test/access-world.ts";
import { aGroup, aMembership, testContext, testStart, withSettings } from "../../test/builders.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { until } from "../../test/until.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { CommandContext } from "../commands/context.ts";
import { deleteEligibilityPolicy } from "../commands/delete-eligibility-policy.ts";
import { sendRequest } from "../commands/send-request.ts";
import type { CutPolicyApi } from "../core/cut-policy.ts";
import type { DirectorySource } from "../core/directory-source.ts";
import type { DriftApi } from "../core/drift.ts";
import { type AssignmentApi, CloudError } from "../core/identity-center.ts";
import type { Database } from "../store/database.ts";
import { createBoss, installJobs, jobsOf } from "../store/jobs.ts";
import { startWorker } from "./start-worker.ts";

const silent = new Proxy(
  {},
  {
    get: () => () =>
      Promise.reject(new CloudError({ problem: "unavailable", operation: "Any", message: "AWS is not reached." })),
  },
);

let database: Database;
let ctx: CommandContext;
let stop: () => Promise<void>;
const problems: string[] = [];

/** A worker whose minute never passes: what happens, happens because it was woken. */
before(async () => {
  database = await openTestDatabase();
  const boss = createBoss(database);
  await installJobs(boss);
  ctx = { ...testContext(database.db), jobs: jobsOf(boss) };
  const engine = {
    ...{ api: silent as AssignmentApi, pace: async () => undefined, holder: "worker" },
    mayStart: async () => undefined,
    ...{ writesAtOnce: 10, leaseMs: 30_000 },
  };
  const stuck = await anAccessWorld(database.db);
  const key = { personId: stuck.requester.id, accountId: "1", permissionSetArn: stuck.role.arn };
  await database.db
    .insertInto("assignments")
    .values({ ...key, nextAt: null, ownership: "ours" })
    .execute();
  await sql`create function refuse_change() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$`.execute(
    database.db,
  );
  await sql`create trigger stuck before update on assignments for each row
    when (old.person_id = ${sql.lit(key.personId)}) execute function refuse_change()`.execute(database.db);
  const worker = await startWorker(ctx, {
    ...{
      engine,
      source: silent as DirectorySource,
      cuts: { api: silent as CutPolicyApi },
      drift: silent as DriftApi,
      scheduler: manualScheduler(testStart),
      notifiers: [],
      boss,
    },
    self: { name: "worker-1", version: "test" },
    onProblem: (chore) => problems.push(chore),
  });
  const sync = database.db.selectFrom("directorySyncs").select("id").where("outcome", "=", "failed");
  await until(async () => (await sync.executeTakeFirst()) !== undefined && problems.length > 0);
  stop = async () => {
    await worker.stop();
    await boss.stop({ graceful: false });
    await database.close();
  };
});
after(() => stop());

test("who loses eligibility by a change of policy loses access at once, also when another chore fails every time", async () => {
  const world = await anAccessWorld(database.db, { approvalRequired: false });
  const admins = await aGroup(database.db);
  await aMembership(database.db, { groupId: admins.id, personId: world.approver.id });
  await withSettings(database.db, { adminGroupId: admins.id });
  const startsAt = new Date(testStart.getTime() + 3_600_000);
  const { grants } = await sendRequest(ctx, { caller: as(world.requester), input: { ...world.input, startsAt } });
  const grant = database.db
    .selectFrom("grants")
    .select("state")
    .where("id", "=", grants[0]?.id ?? "");
  assert.equal((await grant.executeTakeFirstOrThrow()).state, "scheduled");
  await deleteEligibilityPolicy(ctx, { caller: as(world.approver), id: world.policy.id });
  await until(async () => (await grant.executeTakeFirstOrThrow()).state === "ended");
  assert.deepEqual([...new Set(problems)], ["sweep"]);
});

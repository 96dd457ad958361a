import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import { createBoss, installJobs, jobsOf, queues } from "./jobs.ts";

test("a wake-up sent inside a transaction arrives once it commits, on every queue, and never when it does not", async () => {
  const database = await openTestDatabase();
  const boss = createBoss(database);
  await installJobs(boss);
  const jobs = jobsOf(boss);
  await assert.rejects(
    database.db.transaction().execute(async (trx) => {
      await jobs.wake(trx, "reconcile");
      throw new Error("no");
    }),
  );
  assert.deepEqual(await boss.fetch("reconcile"), []);
  for (const queue of queues) {
    await database.db.transaction().execute((trx) => jobs.wake(trx, queue));
    assert.equal((await boss.fetch(queue)).length, 1);
  }
  await boss.stop({ graceful: false });
  await database.close();
});

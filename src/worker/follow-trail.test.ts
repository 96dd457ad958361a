import assert from "node:assert/strict";
import { test } from "node:test";
import { testContext, testStart } from "../../test/builders.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { trailThat } from "../../test/trail-that.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { findSource } from "../store/activity-source.ts";
import { sayAlive, sayGone } from "../store/workers.ts";
import { followTrail } from "./follow-trail.ts";

test("a worker without a trail does not say that none is read while another one reads it", async (t) => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const { db } = database;
  const ctx = testContext(db);
  const scheduler = manualScheduler(testStart);
  const start = async (holder: string, trail = false) => {
    const source = trail ? trailThat(() => []).source : null;
    const worker = await followTrail(ctx, { trail: source, holder, scheduler, onProblem: () => undefined });
    t.after(() => worker.stop());
    const seen = { version: "1", startedAt: testStart, seenAt: testStart };
    await sayAlive(db, { name: holder, readsTrail: trail, ...seen });
  };
  const kind = async () => (await findSource(db))?.kind;
  await start("bare");
  assert.equal(await kind(), null);
  await start("reader", true);
  assert.equal(await kind(), "s3");
  await start("bare-too");
  assert.equal(await kind(), "s3");
  await sayGone(db, "reader");
  await start("bare-again");
  assert.equal(await kind(), null);
});

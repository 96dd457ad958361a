import assert from "node:assert/strict";
import { test } from "node:test";
import { testStart } from "../../test/builders.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { createPace } from "./pace.ts";

test("whoever gives up while waiting for their turn leaves the line, and the others go on", async () => {
  const database = await openTestDatabase();
  const scheduler = manualScheduler(testStart);
  const pace = createPace({ db: database.db, scheduler });
  await pace("identitystore", "activate");
  await pace("identitystore", "activate");
  const patience = new AbortController();
  const giving = assert.rejects(pace("identitystore", "activate", patience.signal), /too late/);
  patience.abort(new Error("too late"));
  await giving;
  scheduler.advance(1_000);
  await pace("identitystore", "activate");
  await database.close();
});

test("of those in no hurry only the first in line asks the database, and whoever gives up keeps nobody behind them waiting", async () => {
  const database = await openTestDatabase();
  const scheduler = manualScheduler(testStart);
  let asked = 0;
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const pace = createPace({ db, scheduler });
  await pace("identitystore", "sync");
  const patience = new AbortController();
  const gone = assert.rejects(pace("identitystore", "sync", patience.signal), /too late/);
  const order: number[] = [];
  const others = [1, 2, 3].map((one) => pace("identitystore", "sync").then(() => order.push(one)));
  // By then the first in line has asked and sleeps.
  for (let tries = 0; asked < 2 && tries < 500; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  patience.abort(new Error("too late"));
  await gone;
  await assert.rejects(pace("identitystore", "sync", patience.signal), /too late/);
  asked = 0;
  while (order.length < 3) {
    scheduler.advance(20);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(others);
  assert.deepEqual(order, [1, 2, 3]);
  assert.ok(asked <= 8, `${asked} questions for three calls`);
  await database.close();
});

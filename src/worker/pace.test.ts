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

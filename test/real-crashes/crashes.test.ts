import assert from "node:assert/strict";
import { test } from "node:test";
import { onPostgres } from "../with-database.ts";
import { runCrashes } from "./crash-run.ts";
import { tell } from "./tell.ts";

/** The short form of `npm run crashes`. It brings a PostgreSQL server of its own, which it may kill. */
const skip = onPostgres ? false : "real processes need a PostgreSQL server";

test("whatever is killed, nothing outlives its window by more than the recovery, nothing is lost, nothing doubled", {
  skip,
}, async (t) => {
  const report = await runCrashes({ seed: 12, troubleMs: 12_000, restMs: 70_000, windowMs: [3_000, 6_000] });
  t.diagnostic(tell(report));
  assert.deepEqual(report.wrongs, [], tell(report));
  assert.ok(report.ours.length > 0, "AWS gave access to somebody");
});

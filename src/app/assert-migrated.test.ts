import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import { openPglite } from "../store/database.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { StartProblem } from "./start-problem.ts";

test("a database that was never migrated is refused with the way on", async () => {
  const empty = await openPglite();
  try {
    await assert.rejects(
      assertMigrated(empty.db),
      (problem) => problem instanceof StartProblem && /lacks 001-directory, .*stint migrate/.test(problem.message),
    );
  } finally {
    await empty.close();
  }
});

test("a database at this version is taken", async () => {
  const database = await openTestDatabase();
  await assertMigrated(database.db);
  await database.close();
});

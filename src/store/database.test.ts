import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { besideTransaction } from "../../test/guard-transactions.ts";
import { onPostgres, openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";

/** An embedded database has no connection that could break. */
const skip = onPostgres ? false : "needs a PostgreSQL server";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("a connection that breaks in the middle of a transaction fails the transaction and nothing else", {
  skip,
}, async () => {
  const broken = database.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await besideTransaction(() => sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db));
    // Between two statements nobody waits for an answer that could tell.
    await pause(200);
    await sql`select 1`.execute(trx);
  });
  await assert.rejects(broken);
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.db);
  assert.deepEqual(rows, [{ one: 1 }], "another connection took its place");
});

test("who stands still in the middle of a transaction keeps its locks from the others for fifteen seconds at most", {
  skip,
}, async () => {
  const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(database.db);
  assert.deepEqual(rows, [{ idleInTransactionSessionTimeout: "15s" }]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { findMissingSchemaRights, findMissingTableRights, isReadReplica } from "./database-rights.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("whoever owns everything lacks nothing, and writes to the primary", async () => {
  assert.deepEqual(await findMissingSchemaRights(database.db), []);
  assert.deepEqual(await findMissingTableRights(database.db), []);
  assert.equal(await isReadReplica(database.db), false);
});

test("a user without the job engine's schema, or with the right to use it only, is told which right is missing", async () => {
  const undone = new Error("undone");
  const seen: string[][] = [];
  const trying = database.db.transaction().execute(async (trx) => {
    await sql`create role plain_reader_of_rights`.execute(trx);
    await sql`set local role plain_reader_of_rights`.execute(trx);
    seen.push(await findMissingSchemaRights(trx));
    await sql`reset role`.execute(trx);
    await sql`grant usage on schema pgboss to plain_reader_of_rights`.execute(trx);
    await sql`set local role plain_reader_of_rights`.execute(trx);
    seen.push(await findMissingSchemaRights(trx));
    throw undone;
  });
  await assert.rejects(trying, undone);
  assert.deepEqual(seen, [["pgboss: create", "pgboss: usage"], ["pgboss: create"]]);
});

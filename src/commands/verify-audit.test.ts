import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { openTestDatabase } from "../../test/with-database.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Database } from "../store/database.ts";
import { verifyAudit } from "./verify-audit.ts";

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
  for (const n of [1, 2, 3, 4]) {
    const entry = {
      actor: { kind: "system" as const },
      action: "grant.active",
      subject: { kind: "grant", id: `${n}` },
    };
    await database.db
      .transaction()
      .execute((trx) => appendAudit(trx, { at: new Date(), newId: () => randomUUID() }, [{ ...entry, data: { n } }]));
  }
});
afterEach(() => database.close());

/** What a database administrator with a mind to it can do, and the application cannot. */
const asOwner = async (statement: string) => {
  await sql`alter table audit_events disable trigger user`.execute(database.db);
  await sql.raw(statement).execute(database.db);
  await sql`alter table audit_events enable trigger user`.execute(database.db);
};

test("an untouched chain is whole", async () => {
  const verdict = await verifyAudit(database.db);
  assert.ok(verdict.whole && verdict.events === 4);
});

test("an event that was changed is found, and the first of them is named", async () => {
  await asOwner(`update audit_events set data = '{"n": 20}' where seq in (2, 4)`);
  const verdict = await verifyAudit(database.db);
  assert.ok(!verdict.whole && verdict.seq === 2 && /changed/.test(verdict.message));
});

test("an event that was taken out is found", async () => {
  await asOwner("delete from audit_events where seq = 3");
  const verdict = await verifyAudit(database.db);
  assert.ok(!verdict.whole && verdict.seq === 3 && /missing/.test(verdict.message));
});

test("the end of the log cannot be cut off unnoticed", async () => {
  await asOwner("delete from audit_events where seq = 4");
  const verdict = await verifyAudit(database.db);
  assert.ok(!verdict.whole && verdict.seq === 4 && /missing/.test(verdict.message));
});

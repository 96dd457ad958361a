import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openTestDatabase } from "../../test/with-database.ts";
import { checkLink, genesis } from "../core/audit-chain.ts";
import { appendAudit, readAuditChain, readAuditHead } from "./audit-events.ts";
import type { Database } from "./database.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const facts = () => ({ at: new Date("2026-11-20T10:00:00.123Z"), newId: () => randomUUID() });
const entry = (n: number) => ({
  actor: { kind: "person" as const, id: `p-${n}` },
  action: "request.created",
  subject: { kind: "request", id: String(n) },
  data: { before: null, after: { b: n, a: ["ü", { deep: new Date("2026-01-01T00:00:00Z") }] }, ratio: 1.5 },
});

test("events appended by several transactions form one unbroken chain that ends at the head", async () => {
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      database.db.transaction().execute((trx) => appendAudit(trx, facts(), [entry(n), entry(n * 10)])),
    ),
  );
  let reached = genesis;
  for await (const event of readAuditChain(database.db, 3)) {
    assert.equal(checkLink(event, reached), undefined);
    reached = event;
  }
  assert.deepEqual(await readAuditHead(database.db), { seq: 10, hash: reached.hash });
});

test("an event of a transaction that failed was never there", async () => {
  const before = await readAuditHead(database.db);
  await assert.rejects(
    database.db.transaction().execute(async (trx) => {
      await appendAudit(trx, facts(), [entry(99)]);
      throw new Error("changed my mind");
    }),
  );
  assert.deepEqual(await readAuditHead(database.db), before);
});

test("the database refuses to change, delete or truncate events and to turn the head back", async () => {
  const { db } = database;
  await assert.rejects(sql`update audit_events set action = 'x'`.execute(db), /append-only/);
  await assert.rejects(sql`delete from audit_events`.execute(db), /append-only/);
  await assert.rejects(sql`truncate audit_events`.execute(db), /append-only/);
  await assert.rejects(sql`update audit_head set seq = 1`.execute(db), /only moves forward/);
  await assert.rejects(sql`delete from audit_head`.execute(db), /only moves forward/);
});

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { aGroup, aPerson, testContext, withSettings } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { auditHash } from "../core/audit.ts";
import { readAnchor } from "../store/audit-anchor.ts";
import { appendAudit, readAuditChain, readAuditHead } from "../store/audit-events.ts";
import { findLastVerification, findRunningVerification } from "../store/audit-verifications.ts";
import type { Database } from "../store/database.ts";
import { askAuditVerification } from "./ask-audit-verification.ts";
import { verifyAudit } from "./verify-audit.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

const dayMinutes = 24 * 60;

let database: Database;
let ctx: ReturnType<typeof testContext>;

const append = (count: number) => {
  const facts = { at: ctx.clock.now(), newId: () => ctx.ids.newId() };
  const entry = (n: number) => ({
    actor: { kind: "system" as const },
    action: "grant.active",
    subject: { kind: "grant", id: `${n}` },
    data: { n },
  });
  return database.db.transaction().execute((trx) =>
    appendAudit(
      trx,
      facts,
      Array.from({ length: count }, (_, n) => entry(n)),
    ),
  );
};

/** As the worker does it: until there is nothing left. */
const verifyAll = async () => {
  let turns = 0;
  while (await verifyAuditChain(ctx)) turns += 1;
  return turns + 1;
};

/** What a database administrator with a mind to it can do, and the application cannot. */
const asOwner = async (...statements: string[]) => {
  for (const table of ["audit_events", "audit_head"])
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(database.db);
  for (const statement of statements) await sql.raw(statement).execute(database.db);
  for (const table of ["audit_events", "audit_head"])
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(database.db);
};

/** The head as it would be had the events after it never been written. */
const headAt = (seq: number) =>
  `update audit_head set (seq, hash) = (select seq, hash from audit_events where seq = ${seq})`;

const alarms = async () =>
  (
    await database.db
      .selectFrom("auditEvents")
      .select("data")
      .where("action", "=", "audit.broken")
      .orderBy("seq")
      .execute()
  ).map(({ data }) => `${data.kind} ${data.seq}`);

beforeEach(async () => {
  database = await openTestDatabase();
  ctx = testContext(database.db);
  await append(4);
});
afterEach(() => database.close());

test("a long chain is verified in stretches, and then only what is new", async () => {
  await append(2_500);
  assert.equal(await verifyAll(), 3);
  assert.equal((await findLastVerification(database.db))?.outcome, "whole");
  assert.equal((await readAnchor(database.db)).seq, 2_504);
  await append(3);
  assert.equal(await verifyAll(), 1);
  assert.equal((await readAnchor(database.db)).seq, 2_508);
  assert.equal((await findLastVerification(database.db))?.checkedSeq, 2_504);
  assert.deepEqual(await alarms(), []);
});

test("a worker that was killed half way is followed by one that goes on where it stopped", async () => {
  await append(2_500);
  await verifyAuditChain(ctx);
  assert.equal((await findRunningVerification(database.db))?.checkedSeq, 1_000);
  assert.equal(await verifyAll(), 2);
});

test("an event that was changed long ago is found within a day, and told once", async () => {
  await append(20);
  await verifyAll();
  await asOwner(`update audit_events set data = '{"n": 20}' where seq = 2`);
  assert.equal(await verifyAll(), 1);
  assert.deepEqual(await alarms(), []);
  ctx.moveBy(dayMinutes);
  await verifyAll();
  assert.deepEqual(await alarms(), ["changed 2"]);
  ctx.moveBy(dayMinutes);
  await verifyAll();
  assert.deepEqual(await alarms(), ["changed 2"]);
  assert.equal((await findLastVerification(database.db))?.broken?.seq, 2);
  await asOwner(`update audit_events set data = '{"n": 1}' where seq = 2`);
  ctx.moveBy(dayMinutes);
  await verifyAll();
  assert.equal((await findLastVerification(database.db))?.outcome, "whole");
});

test("a tail that was cut off with the head turned back is found at the next look", async () => {
  await verifyAll();
  await asOwner("delete from audit_events where seq > 2", headAt(2));
  assert.deepEqual(await verifyAudit(database.db), {
    whole: false,
    seq: 3,
    kind: "cut",
    message: "events 3 to 4 are gone, although they had been verified",
  });
  await verifyAll();
  assert.deepEqual(await alarms(), ["cut 3"]);
});

test("a chain written anew with new hashes, as long as before, is found by what was verified before", async () => {
  await verifyAll();
  const events = [];
  for await (const event of readAuditChain(database.db)) events.push(event);
  let previousHash = events[0]?.hash ?? "";
  const statements: string[] = [];
  for (const event of events.slice(1)) {
    const forged = { ...event, data: { n: 99 }, previousHash };
    const hash = auditHash(forged);
    statements.push(
      `update audit_events set data = '{"n": 99}', previous_hash = '${previousHash}', hash = '${hash}' where seq = ${event.seq}`,
    );
    previousHash = hash;
  }
  await asOwner(...statements, headAt(events.length));
  const verdict = await verifyAudit(database.db);
  assert.ok(!verdict.whole && verdict.kind === "rewritten" && verdict.seq === 4);
  await verifyAll();
  assert.equal((await alarms()).length, 1);
});

test("what was cut off before anybody verified it leaves no trace", async () => {
  await verifyAll();
  await append(2);
  await asOwner("delete from audit_events where seq > 4", headAt(4));
  assert.equal((await verifyAudit(database.db)).whole, true);
});

test("an auditor's wish is a reading from the beginning, one at a time, and its outcome an event", async () => {
  const group = await aGroup(database.db, { displayName: "Auditors" });
  await withSettings(database.db, { auditorGroupId: group.id });
  const auditor = await aPerson(database.db, { groups: [group.id] });
  const other = await aPerson(database.db);
  await verifyAll();
  await askAuditVerification(ctx, { personId: auditor.id });
  await askAuditVerification(ctx, { personId: auditor.id });
  await assert.rejects(askAuditVerification(ctx, { personId: other.id }), /Only auditors/);
  await verifyAll();
  const told = await database.db
    .selectFrom("auditEvents")
    .select("action")
    .where("seq", ">", 5)
    .orderBy("seq")
    .execute();
  assert.deepEqual(
    told.map(({ action }) => action),
    ["audit.verification-asked", "audit.verification-refused", "audit.verified"],
  );
  assert.equal((await readAuditHead(database.db)).seq, 8);
});

test("what is changed after a break is found as well, each told once, and the chain stays broken", async () => {
  await append(3_500);
  await verifyAll();
  const after = (await readAnchor(database.db)).seq;
  await append(1);
  await asOwner(`update audit_events set data = '{"n": 77}' where seq = ${after + 1}`);
  await verifyAll();
  await append(20);
  await asOwner(`update audit_events set data = '{"n": 77}' where seq = ${after + 16}`);
  await verifyAll();
  await verifyAll();
  const late = [`changed ${after + 1}`, `changed ${after + 16}`];
  assert.deepEqual(await alarms(), late);
  assert.equal((await readAnchor(database.db)).broken?.seq, after + 1);
  await asOwner("update audit_events set data = '{\"n\": 77}' where seq in (2, 2000)");
  ctx.moveBy(dayMinutes);
  await verifyAll();
  ctx.moveBy(dayMinutes);
  await verifyAll();
  assert.deepEqual(await alarms(), [...late, "changed 2", "changed 2000"]);
  const last = await findLastVerification(database.db);
  assert.deepEqual([last?.outcome, last?.broken?.seq], ["broken", 2]);
});

test("a chain written anew stays broken, also when all that follows fits it", async () => {
  await verifyAll();
  await asOwner("delete from audit_events where seq > 2", headAt(2));
  await append(20);
  await verifyAll();
  for (let day = 0; day < 2; day += 1) {
    await append(3);
    ctx.moveBy(dayMinutes);
    await verifyAll();
    assert.equal((await findLastVerification(database.db))?.outcome, "broken");
    assert.equal((await verifyAudit(database.db)).whole, false);
  }
  assert.equal((await alarms()).length, 1);
});

test("the newest verified event is never turned back", async () => {
  await verifyAll();
  await assert.rejects(sql`update audit_anchor set seq = 1`.execute(database.db), /only moves forward/);
  await assert.rejects(sql`delete from audit_anchor`.execute(database.db), /only moves forward/);
});

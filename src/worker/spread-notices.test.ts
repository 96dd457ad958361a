import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { accounts, buildNoticeWorld, happen, writeNoticeSettings } from "../../test/notice-world.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { CommandContext } from "../commands/context.ts";
import type { NoticeKind } from "../core/notice.ts";
import type { Database } from "../store/database.ts";
import { noJobs } from "../store/jobs.ts";
import { spreadNotices } from "./spread-notices.ts";

describe("a notice", () => {
  let database: Database;
  let ctx: CommandContext;
  before(async () => {
    database = await openTestDatabase();
    await buildNoticeWorld(database.db);
    const clock = { now: () => new Date("2026-11-20T10:00:05Z") };
    ctx = { db: database.db, clock, ids: { newId: () => randomUUID() }, jobs: noJobs };
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.db.deleteFrom("deliveries").execute();
    await database.db.deleteFrom("notices").execute();
    await writeNoticeSettings(database.db, { email: true, auditEmail: "audit@acme.example" });
  });

  const spread = () => spreadNotices(ctx, { channels: ["email"] });
  const heard = async () => {
    const rows = await database.db.selectFrom("deliveries").select(["recipient", "role", "state"]).execute();
    return rows
      .map(({ recipient, role, state }) => `${role}: ${recipient}${state === "waiting" ? "" : ` ${state}`}`)
      .sort();
  };

  const everybody = [
    "approver: bo@acme.example",
    "approver: cy@acme.example",
    "approver: dia skipped",
    "audit: audit@acme.example",
    "requester: amira@acme.example",
  ];
  const andAdmins = ["admin: hal@acme.example", ...everybody];
  const table: Record<NoticeKind, string[]> = {
    "request.asked": everybody,
    "request.approved": everybody,
    "request.rejected": everybody,
    "request.cancelled": everybody,
    "request.expired": everybody,
    "grant.started": everybody,
    "grant.ended": everybody,
    "grant.activation-unconfirmed": andAdmins,
    "grant.activation-failed": andAdmins,
    "grant.removal-unconfirmed": andAdmins,
  };
  for (const [kind, hearers] of Object.entries(table) as [NoticeKind, string[]][]) {
    it(`of ${kind} goes to ${hearers.length - 1} addresses, each once, whatever roles they hold`, async () => {
      await happen(database.db, { kind });
      assert.equal((await spread()).spread, 1);
      assert.deepEqual(await heard(), hearers);
    });
  }

  it("about several accounts reaches as approvers only those who may decide for all of them", async () => {
    await happen(database.db, { kind: "request.asked", accountIds: [accounts.prod, accounts.dev] });
    await spread();
    assert.deepEqual(await heard(), [
      "approver: cy@acme.example",
      "audit: audit@acme.example",
      "requester: amira@acme.example",
    ]);
  });

  it("reaches whoever may decide at that moment: who joined hears, who left does not", async () => {
    await happen(database.db, { kind: "request.asked" });
    await database.db
      .updateTable("memberships")
      .set({ personId: "kim" })
      .where("personId", "=", "cy")
      .where("groupId", "=", "deciders")
      .execute();
    await spread();
    await database.db.updateTable("memberships").set({ personId: "cy" }).where("personId", "=", "kim").execute();
    const recipients = await heard();
    assert.ok(recipients.includes("approver: kim@acme.example"));
    assert.ok(!recipients.includes("approver: cy@acme.example"));
  });

  it("is spread once, also when it is spread again or by two workers at once", async () => {
    await happen(database.db, { kind: "request.asked" });
    const [a, b] = await Promise.all([spread(), spread()]);
    assert.equal(a.spread + b.spread, 1);
    assert.equal((await spread()).spread, 0);
    assert.deepEqual(await heard(), everybody);
  });

  it("reaches people who share a mailbox by one mail", async () => {
    await writeNoticeSettings(database.db, { email: true, auditEmail: "BO@acme.example " });
    await happen(database.db, { kind: "request.asked" });
    await spread();
    assert.deepEqual(
      await heard(),
      everybody.filter((one) => !one.startsWith("audit")),
    );
  });

  it("goes to nobody by e-mail that is turned off, nor to an audit channel that is not set", async () => {
    await writeNoticeSettings(database.db, { email: false, auditEmail: "audit@acme.example" });
    await happen(database.db, { kind: "request.asked" });
    assert.equal((await spread()).spread, 1);
    assert.deepEqual(await heard(), []);
    await writeNoticeSettings(database.db, { email: true, auditEmail: null });
    await happen(database.db, { kind: "request.asked" });
    await spread();
    assert.ok((await heard()).every((one) => !one.startsWith("audit")));
  });

  it("that cannot be spread stays, and holds up no other", async () => {
    await happen(database.db, { kind: "request.asked" });
    const broken = await happen(database.db, { kind: "request.expired" });
    await database.db
      .updateTable("notices")
      .set({ requestId: randomUUID(), createdAt: new Date(0) })
      .where("requestId", "=", broken)
      .execute();
    const { spread: done, problems } = await spread();
    assert.deepEqual([done, problems.length], [1, 1]);
    assert.deepEqual(await heard(), everybody);
    const waiting = await database.db.selectFrom("notices").select("kind").where("spreadAt", "is", null).execute();
    assert.deepEqual(waiting, [{ kind: "request.expired" }]);
  });
});

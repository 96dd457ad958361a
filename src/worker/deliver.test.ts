import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { channelThat } from "../../test/channel-that.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { buildNoticeWorld, happen, writeNoticeSettings } from "../../test/notice-world.ts";
import { type SmtpAnswer, startSmtpSink } from "../../test/smtp-sink.ts";
import { until } from "../../test/until.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { CommandContext } from "../commands/context.ts";
import { NotificationError, type Notifier } from "../core/notifier.ts";
import { smtpNotifier } from "../notify/smtp.ts";
import { readMimeMessage } from "../simulator/mail/mime-message.ts";
import { readAuditChain } from "../store/audit-events.ts";
import type { Database } from "../store/database.ts";
import { noJobs } from "../store/jobs.ts";
import { deliverDue } from "./deliver.ts";

const start = new Date("2026-11-20T10:00:00Z");
const minutes = (count: number) => count * 60_000;

let database: Database;
let ctx: CommandContext;
let time: ReturnType<typeof manualScheduler>;
const ends: (() => unknown)[] = [];

before(async () => {
  database = await openTestDatabase();
  await buildNoticeWorld(database.db);
});
after(() => database.close());
beforeEach(async () => {
  time = manualScheduler(start);
  ctx = { db: database.db, clock: time, ids: { newId: () => randomUUID() }, jobs: noJobs };
  await database.db.deleteFrom("deliveries").execute();
  await database.db.deleteFrom("notices").execute();
  await writeNoticeSettings(database.db, { email: true, auditEmail: "audit@acme.example" });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const deliver = (...notifiers: Notifier[]) => deliverDue(ctx, { notifiers, scheduler: time });

/** A short time-out is for servers that never answer; a busy machine must not look like one. */
const bySmtp = async (answer?: SmtpAnswer, timeoutMs = 10_000) => {
  const sink = await startSmtpSink(answer);
  ends.push(() => sink.stop());
  const publicUrl = "https://stint.acme.example";
  const notifier = smtpNotifier({ url: sink.url, from: "stint@acme.example", publicUrl, timeoutMs });
  ends.push(() => notifier.close());
  return { sink, notifier };
};

const rows = () =>
  database.db.selectFrom("deliveries").selectAll().where("state", "<>", "skipped").orderBy("recipient").execute();

const deadOnRecord = async () => {
  const events = [];
  for await (const event of readAuditChain(database.db)) if (event.action === "notification.dead") events.push(event);
  return events;
};

const refuses = (permanent: boolean) => () => {
  throw new NotificationError("no", { permanent });
};

describe("delivering", () => {
  it("sends everybody their mail once, with a link that opens the very request", async () => {
    const { sink, notifier } = await bySmtp();
    const requestId = await happen(database.db, { kind: "request.asked" });
    const { nextAt, problems, ...counts } = await deliver(notifier);
    assert.deepEqual(
      [counts, nextAt, problems],
      [{ spread: 1, sent: 4, failed: 0, skipped: 0, dead: 0 }, undefined, []],
    );
    assert.deepEqual((await deliver(notifier)).sent, 0);
    assert.deepEqual(sink.mails.flatMap((mail) => mail.to).sort(), [
      "amira@acme.example",
      "audit@acme.example",
      "bo@acme.example",
      "cy@acme.example",
    ]);
    for (const { raw } of sink.mails) {
      const { text, html } = readMimeMessage(Buffer.from(raw, "latin1"));
      assert.ok(text?.includes(`https://stint.acme.example/requests/${requestId}`));
      assert.ok(html?.includes(`href="https://stint.acme.example/requests/${requestId}"`));
    }
    assert.ok((await rows()).every((row) => row.state === "sent" && row.sentAt?.getTime() === start.getTime()));
  });

  it("sends each mail once when two workers deliver at the same time", async () => {
    const [one, other] = [await bySmtp(), await bySmtp()];
    for (let n = 0; n < 10; n += 1) await happen(database.db, { kind: "request.asked" });
    const [a, b] = await Promise.all([deliver(one.notifier), deliver(other.notifier)]);
    const late = await deliver(one.notifier);
    assert.deepEqual([a.spread + b.spread, a.sent + b.sent + late.sent], [10, 40]);
    const ids = [...one.sink.mails, ...other.sink.mails].map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw)?.[1]);
    assert.deepEqual([ids.length, new Set(ids).size], [40, 40]);
  });

  it("sends once more, under the same Message-ID, what a worker sent and died before recording", async () => {
    const { sink, notifier } = await bySmtp();
    await happen(database.db, { kind: "request.asked" });
    const died = channelThat(async (message) => {
      await notifier.send(message);
      await new Promise(() => undefined);
    });
    void deliverDue(ctx, { notifiers: [died], scheduler: manualScheduler(start) });
    await until(() => sink.mails.length === 4);
    const { sent, nextAt } = await deliver(notifier);
    assert.equal(sent, 0);
    assert.ok(nextAt);
    time.advance(nextAt.getTime() - start.getTime());
    assert.equal((await deliver(notifier)).sent, 4);
    const ids = sink.mails.map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw)?.[1]);
    assert.deepEqual([ids.length, new Set(ids).size], [8, 4]);
  });

  it("tries again after 30 seconds, then ever more slowly, and gives up after 24 hours with one audit event each", async () => {
    await happen(database.db, { kind: "request.rejected" });
    const before = (await deadOnRecord()).length;
    const down = channelThat(refuses(false));
    const triedAt: number[] = [];
    let dead = 0;
    for (let next: Date | undefined = start; next; ) {
      time.advance(next.getTime() - time.now().getTime());
      triedAt.push((time.now().getTime() - start.getTime()) / 1_000);
      const result = await deliver(down);
      dead += result.dead;
      next = result.nextAt;
    }
    assert.deepEqual(triedAt.slice(0, 9), [0, 30, 90, 210, 450, 930, 1_890, 3_810, 7_410]);
    assert.equal(triedAt.at(-1), 24 * 3_600);
    assert.deepEqual([dead, (await rows()).every((row) => row.state === "dead" && row.lastError === "no")], [4, true]);
    const told = (await deadOnRecord()).slice(before);
    assert.equal(told.length, 4);
    assert.deepEqual(
      told.map((event) => event.data?.recipient).sort(),
      (await rows()).map((row) => row.recipient),
    );
  });

  it("gives up at once on the one recipient whom the server does not know", async () => {
    const { notifier } = await bySmtp((line) => (line.startsWith("RCPT TO:<bo@") ? "550 no such mailbox" : undefined));
    const requestId = await happen(database.db, { kind: "request.asked" });
    const { sent, dead, nextAt } = await deliver(notifier);
    assert.deepEqual([sent, dead, nextAt], [3, 1, undefined]);
    const event = (await deadOnRecord()).at(-1);
    assert.deepEqual([event?.requestId, event?.personId, event?.data?.attempts], [requestId, "bo", 1]);
    assert.match(String(event?.data?.error), /no such mailbox/);
  });

  it("by a server that answers 4xx puts everything off, and sends it once the server does its work", async () => {
    let isBusy = true;
    const { sink, notifier } = await bySmtp((line) => (isBusy && line.startsWith("MAIL") ? "451 busy" : undefined));
    await happen(database.db, { kind: "request.asked" });
    const first = await deliver(notifier);
    assert.deepEqual([first.failed, first.dead, first.nextAt], [4, 0, new Date(start.getTime() + 30_000)]);
    assert.equal((await deliver(notifier)).failed, 0);
    isBusy = false;
    time.advance(30_000);
    assert.equal((await deliver(notifier)).sent, 4);
    assert.equal(sink.mails.length, 4);
  });

  it("by a server that is not there, or never answers, fails in bounded time and writes nothing to the audit log", async () => {
    const before = (await deadOnRecord()).length;
    const silent = await bySmtp((line) => (line === "greeting" ? "silence" : undefined), 200);
    const gone = await bySmtp();
    await gone.sink.stop();
    await happen(database.db, { kind: "request.asked" });
    assert.equal((await deliver(silent.notifier)).failed, 4);
    time.advance(30_000);
    assert.equal((await deliver(gone.notifier)).failed, 4);
    assert.equal((await deadOnRecord()).length, before);
    assert.ok((await rows()).every((row) => row.state === "waiting" && row.attempts === 2));
  });

  it("writes no mail to a person who was disabled after the notice was spread", async () => {
    await happen(database.db, { kind: "request.asked" });
    await deliver(channelThat(refuses(false)));
    const disable = (enabled: boolean) =>
      database.db.updateTable("people").set({ enabled }).where("id", "=", "cy").execute();
    await disable(false);
    time.advance(30_000);
    const working = channelThat(() => undefined);
    const { sent, skipped } = await deliver(working);
    await disable(true);
    assert.deepEqual([sent, skipped], [3, 1]);
    assert.ok(working.told.every((message) => message.recipient !== "cy@acme.example"));
  });

  it("sends nothing that still waited when e-mail was turned off", async () => {
    await happen(database.db, { kind: "request.asked" });
    await deliver(channelThat(refuses(false)));
    await writeNoticeSettings(database.db, { email: false, auditEmail: null });
    time.advance(30_000);
    const working = channelThat(() => undefined);
    assert.equal((await deliver(working)).skipped, 4);
    assert.equal(working.told.length, 0);
  });

  /** A worker that took everything and hangs on; `answer` is what its channel says in the end. */
  const takenByAnother = async () => {
    await happen(database.db, { kind: "request.asked" });
    const end = Promise.withResolvers<void>();
    const stuck = channelThat(() => end.promise);
    const turn = deliverDue(ctx, { notifiers: [stuck], scheduler: manualScheduler(start) });
    await until(() => stuck.told.length === 4);
    time.advance(minutes(10));
    return {
      sent: async () => {
        end.resolve();
        return turn;
      },
      failed: async () => {
        end.reject(new NotificationError("too late", { permanent: true }));
        return turn;
      },
    };
  };

  it("does not let a sender whose failure comes late undo what another has sent or put off", async () => {
    const first = await takenByAnother();
    assert.equal((await deliver(channelThat(() => undefined))).sent, 4);
    const events = (await deadOnRecord()).length;
    await first.failed();
    assert.ok((await rows()).every((row) => row.state === "sent"));
    const second = await takenByAnother();
    assert.equal((await deliver(channelThat(refuses(false)))).failed, 4);
    await second.failed();
    assert.equal((await rows()).filter((row) => row.state === "waiting" && row.lastError === "no").length, 4);
    assert.equal((await deadOnRecord()).length, events);
  });

  it("does not send once more what a late sender got out after all", async () => {
    const late = await takenByAnother();
    assert.equal((await deliver(channelThat(refuses(false)))).failed, 4);
    await late.sent();
    time.advance(minutes(10));
    assert.equal((await deliver(channelThat(() => undefined))).sent, 0);
  });
});

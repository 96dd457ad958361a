import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { channelThat } from "../../test/channel-that.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { buildNoticeWorld, happen } from "../../test/notice-world.ts";
import { until } from "../../test/until.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { CommandContext } from "../commands/context.ts";
import type { Notifier } from "../core/notifier.ts";
import type { Database } from "../store/database.ts";
import { noJobs } from "../store/jobs.ts";
import { deliverDue } from "./deliver.ts";

const start = new Date("2026-11-20T10:00:00Z");

describe("a channel that hangs", () => {
  const time = manualScheduler(start);
  let database: Database;
  let ctx: CommandContext;
  before(async () => {
    database = await openTestDatabase();
    await buildNoticeWorld(database.db);
    ctx = { db: database.db, clock: time, ids: { newId: () => randomUUID() }, jobs: noJobs };
  });
  after(() => database.close());

  const deliver = (...notifiers: Notifier[]) => deliverDue(ctx, { notifiers, scheduler: time });

  const addTo = async (channel: string, count: number) => {
    const notice = await database.db.selectFrom("notices").select("id").executeTakeFirstOrThrow();
    for (let n = 0; n < count; n += 1) {
      await database.db
        .insertInto("deliveries")
        .values({
          id: randomUUID(),
          noticeId: notice.id,
          channel,
          recipient: `#room-${n}`,
          role: "audit",
          personId: null,
          state: "waiting",
          nextAt: start,
          sentAt: null,
          lastError: null,
          createdAt: start,
        })
        .execute();
    }
  };

  it("does not delay another channel, is told to stop, and is left alone for this time round", async () => {
    await happen(database.db, { kind: "request.asked" });
    await deliver(channelThat(() => undefined));
    await addTo("hangs", 12);
    await addTo("works", 12);
    const hangs = channelThat((_message, signal) => {
      signal?.addEventListener("abort", () => aborted.push(signal.reason));
      return new Promise(() => undefined);
    }, "hangs");
    const aborted: unknown[] = [];
    const works = channelThat(() => undefined, "works");
    const both = deliver(hangs, works);
    await until(async () => {
      const sent = await database.db
        .selectFrom("deliveries")
        .select("id")
        .where("channel", "=", "works")
        .where("state", "=", "sent")
        .execute();
      return sent.length === 12;
    });
    assert.deepEqual([hangs.told.length, aborted.length], [5, 0]);
    time.advance(20_000);
    const { sent, failed, nextAt } = await both;
    assert.deepEqual([sent, failed, aborted.length], [12, 5, 5]);
    assert.equal(hangs.told.length, 5);
    assert.deepEqual(nextAt, start);
  });
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anActivityWorld, readAllDue } from "../../test/activity-world.ts";
import { testContext, testStart } from "../../test/builders.ts";
import { trailThat } from "../../test/trail-that.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { mostEventsKept } from "../core/activity-plan.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMinutes } from "../core/time.ts";
import { listEvents } from "../store/activity-events.ts";
import { askForReading, claimReadings, findReading } from "../store/activity-readings.ts";
import { tellSource } from "../store/activity-source.ts";
import type { Database } from "../store/database.ts";
import { readGrantActivity } from "./read-grant-activity.ts";
import { takeReadings } from "./take-readings.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const at = (minutes: number) => addMinutes(testStart, minutes);
const world = async () => {
  await database.db.updateTable("activityReadings").set({ complete: true, nextAt: null }).execute();
  const ctx = testContext(database.db);
  const grant = await anActivityWorld(ctx);
  const kept = async () =>
    (await listEvents(database.db, { grantId: grant.grantId, limit: 200 })).items.map(({ id }) => id);
  const reading = async () => {
    const row = await findReading(database.db, grant.grantId);
    assert.ok(row);
    return row;
  };
  return { ...grant, ctx, kept, reading };
};

test("what is done while a grant runs is kept as it comes, each event once, and the last look closes it", async () => {
  const { ctx, record, end, kept, reading } = await world();
  const seen = [record("e1", 5)];
  const trail = trailThat(() => [seen, seen]);
  await readAllDue(ctx, trail.source);
  assert.deepEqual(await kept(), ["e1"]);
  ctx.moveTo(at(40));
  seen.push(record("e2", 22), record("not-ours", 23, { personId: "somebody-else" }));
  assert.deepEqual(await readAllDue(ctx, trail.source), []);
  assert.deepEqual(await kept(), ["e2", "e1"]);
  assert.deepEqual([(await reading()).readUpTo, (await reading()).nextAt], [at(25), at(50)]);
  await end(at(60));
  ctx.moveTo(at(60 + 60 + 60));
  seen.push(record("e3", 119));
  await readAllDue(ctx, trail.source);
  assert.deepEqual(await kept(), ["e3", "e2", "e1"]);
  const { complete, events, leaseUntil, nextAt } = await reading();
  assert.deepEqual([complete, events, leaseUntil, nextAt], [true, 3, null, null]);
  ctx.moveTo(at(1_000));
  await readAllDue(ctx, trail.source);
  assert.equal(trail.asked.length, 3, "what is complete is not read again");
});

test("a grant that was active for one moment is read to its end", async () => {
  const { ctx, record, end, kept, reading } = await world();
  await end(at(1));
  ctx.moveTo(at(300));
  await readAllDue(ctx, trailThat(() => [[record("e1", 59)]]).source);
  assert.deepEqual([await kept(), (await reading()).complete], [["e1"], true]);
});

test("a trail that fails is asked again after longer and longer pauses; what was read before stays", async () => {
  const { ctx, record, kept, reading } = await world();
  const refused = new CloudError({ problem: "refused", operation: "GetObject", message: "AccessDenied: no" });
  const { source } = trailThat(function* () {
    yield [record("e1", 5)];
    throw refused;
  });
  assert.deepEqual(await readAllDue(ctx, source), [refused]);
  assert.deepEqual(await kept(), ["e1"]);
  const { attempts, lastError, nextAt, leaseUntil } = await reading();
  assert.deepEqual([attempts, lastError, leaseUntil], [1, "AccessDenied: no", null]);
  assert.deepEqual(nextAt, new Date(testStart.getTime() + 30_000));
  ctx.moveBy(1);
  await readAllDue(ctx, source);
  assert.equal((await reading()).attempts, 2);
  ctx.moveBy(2);
  await readAllDue(ctx, trailThat(() => [[record("e2", 6)]]).source);
  const after = await reading();
  assert.deepEqual([after.attempts, after.lastError], [0, null]);
  assert.deepEqual(await kept(), ["e2", "e1"]);
});

test("a worker that is stopped gives the grant back, and the failure is nobody's", async () => {
  const { ctx, grantId, record, kept, reading } = await world();
  const stopping = new AbortController();
  const { holder } = await takeReadings(ctx, { holder: "test", most: 10 });
  const { source } = trailThat(function* () {
    yield [record("e1", 5)];
    stopping.abort(new Error("stopping"));
    throw new Error("aborted");
  });
  assert.equal(await readGrantActivity(ctx, { grantId, holder, source, signal: stopping.signal }), undefined);
  const { attempts, leaseUntil, nextAt } = await reading();
  assert.deepEqual([attempts, leaseUntil, nextAt], [0, null, testStart]);
  assert.deepEqual(await kept(), ["e1"]);
});

test("two workers never read the same grant, and one whose lease ran out writes nothing more", async () => {
  const { ctx, grantId, record, kept, reading } = await world();
  const first = await takeReadings(ctx, { holder: "one", most: 10 });
  assert.deepEqual(first.grantIds, [grantId]);
  assert.deepEqual((await takeReadings(ctx, { holder: "two", most: 10 })).grantIds, []);
  ctx.moveBy(6);
  const second = await takeReadings(ctx, { holder: "two", most: 10 });
  assert.deepEqual(second.grantIds, [grantId]);
  const signal = new AbortController().signal;
  const late = trailThat(() => [[record("late", 5)]]).source;
  assert.equal(await readGrantActivity(ctx, { grantId, holder: first.holder, source: late, signal }), undefined);
  assert.deepEqual(await kept(), []);
  assert.ok((await reading()).leaseUntil);
  const own = trailThat(() => [[record("own", 5)]]).source;
  await readGrantActivity(ctx, { grantId, holder: second.holder, source: own, signal });
  assert.deepEqual(await kept(), ["own"]);
});

test("whoever looks has the trail read now, but not again and again, and not once all was read", async () => {
  const { ctx, grantId } = await world();
  const ask = () => askForReading(database.db, { grantId, now: ctx.clock.now(), atMostEveryMs: 60_000 });
  const trail = trailThat(() => []);
  await readAllDue(ctx, trail.source);
  assert.equal(await ask(), false, "it was read this minute");
  ctx.moveBy(2);
  assert.equal(await ask(), true);
  assert.equal(await ask(), false, "it was asked for already");
  await readAllDue(ctx, trail.source);
  assert.equal(trail.asked.length, 2);
  await database.db.updateTable("activityReadings").set({ complete: true, nextAt: null }).execute();
  ctx.moveBy(60);
  assert.equal(await ask(), false);
});

test("what no database can hold, and what is not a record, loses nothing else", async () => {
  const { ctx, record, kept, reading } = await world();
  const odd = { ...record("e1", 5), userAgent: "a\u0000b \ud800 \u{1f600}", errorMessage: "\u0000" };
  const records = [odd, null, 7, "x", { Records: [] }, record("e2", 6)];
  assert.deepEqual(await readAllDue(ctx, trailThat(() => [records]).source), []);
  assert.deepEqual(await kept(), ["e2", "e1"]);
  assert.equal((await reading()).unreadable, 4);
});

test("an event of one grant is kept with another as well when its session began in both", async () => {
  const one = await world();
  const records = [one.record("shared", 5)];
  await readAllDue(one.ctx, trailThat(() => [records]).source);
  const other = await anActivityWorld(one.ctx);
  const theirs = [other.record("shared", 5)];
  await readAllDue(one.ctx, trailThat(() => [theirs]).source);
  const { items } = await listEvents(database.db, { grantId: other.grantId, limit: 10 });
  assert.deepEqual([await one.kept(), items.map(({ id }) => id)], [["shared"], ["shared"]]);
});

test("a silent trail completes nothing until it delivers again, and what is unknown after days is said to be", async () => {
  const { ctx, end, reading } = await world();
  const { source } = trailThat(() => []);
  let newest: Date | null = at(30);
  const silent = { ...source, newestDelivery: async () => newest };
  await end(at(60));
  ctx.moveTo(at(300));
  await readAllDue(ctx, silent);
  const { complete, isUnsure, newestDeliveryAt } = await reading();
  assert.deepEqual([complete, isUnsure, newestDeliveryAt], [false, false, at(30)]);
  newest = at(299);
  ctx.moveTo(at(400));
  await readAllDue(ctx, silent);
  assert.deepEqual([(await reading()).complete, (await reading()).isUnsure], [true, false]);

  const other = await world();
  await tellSource(database.db, { kind: "athena", at: at(0) });
  await other.end(at(60));
  other.ctx.moveTo(at(180 + 3 * 1_440));
  const noDelivery = new CloudError({ problem: "refused", operation: "ListObjectsV2", message: "no" });
  const unknown = { ...source, newestDelivery: () => Promise.reject(noDelivery) };
  for (let day = 0; day < 5; day += 1) await readAllDue(other.ctx, unknown);
  assert.deepEqual([(await other.reading()).complete, (await other.reading()).isUnsure], [true, true]);
});

test("at the limit repeats take no room, and one new event that does not fit is told", async () => {
  const { ctx, grantId, record, kept, reading } = await world();
  const part = [record("e1", 1), record("e2", 2)];
  const { source } = trailThat(() => [part]);
  await readAllDue(ctx, source);
  const fill = (events: number) =>
    database.db.updateTable("activityReadings").set({ events }).where("grantId", "=", grantId).execute();
  await fill(mostEventsKept - 1);
  part.push(record("e3", 3));
  ctx.moveBy(20);
  await readAllDue(ctx, source);
  assert.deepEqual(
    [(await kept()).length, (await reading()).events, (await reading()).capped],
    [3, mostEventsKept, false],
  );
  ctx.moveBy(20);
  await readAllDue(ctx, source);
  assert.equal((await reading()).capped, false, "only repeats came");
  await fill(mostEventsKept - 1);
  part.push(record("e4", 4), record("e5", 5));
  ctx.moveBy(20);
  await readAllDue(ctx, source);
  assert.deepEqual([await kept(), (await reading()).capped], [["e4", "e3", "e2", "e1"], true]);
});

test("what could not be understood is counted once, however often it is met", async () => {
  const { ctx, reading } = await world();
  const { source } = trailThat(() => [[null], [7]]);
  for (let look = 0; look < 3; look += 1) {
    await readAllDue(ctx, source);
    ctx.moveBy(20);
  }
  assert.equal((await reading()).unreadable, 2);
});

test("a page that is opened goes first, and yet delays no other reading for long", async () => {
  const { ctx, grantId } = await world();
  const { db } = database;
  const waiting = async (overdue: number) => {
    const id = ctx.ids.newId();
    await db
      .insertInto("activityReadings")
      .values({ grantId: id, nextAt: at(100 - overdue) })
      .execute();
    return id;
  };
  const lately = await waiting(10);
  const long = await waiting(16);
  await db
    .updateTable("activityReadings")
    .set({ nextAt: at(100), askedAt: at(100) })
    .where("grantId", "=", grantId)
    .execute();
  const claim = () => claimReadings(db, { holder: "one", now: at(100), leaseUntil: at(105), most: 1 });
  assert.deepEqual([await claim(), await claim(), await claim()], [[long], [grantId], [lately]]);
});

test("who opens the page of a trail that fails waits for the pause to be over", async () => {
  const { ctx, grantId } = await world();
  const refused = new CloudError({ problem: "refused", operation: "GetObject", message: "no" });
  const { source } = trailThat(() => {
    throw refused;
  });
  for (let failures = 0; failures < 5; failures += 1) {
    await readAllDue(ctx, source);
    ctx.moveBy(failures === 4 ? 2 : 10);
  }
  const { attempts } = (await findReading(database.db, grantId)) ?? {};
  assert.equal(attempts, 5);
  assert.equal(await askForReading(database.db, { grantId, now: ctx.clock.now(), atMostEveryMs: 60_000 }), false);
});

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import { takeCall } from "./aws-budgets.ts";
import type { Database } from "./database.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());
beforeEach(() => database.db.deleteFrom("awsBudgets").execute());

const start = new Date("2026-11-20T10:00:00Z");
const at = (ms: number) => new Date(start.getTime() + ms);
const intervalMs = 50;
const ask = (ms: number, queueAtMostMs: number) =>
  takeCall(database.db, { service: "sso-admin", now: at(ms), intervalMs, burst: 1, queueAtMostMs });
/** How long to wait before the call that was taken; undefined when none was. */
const take = async (ms: number, queueAtMostMs: number) => {
  const { taken, waitMs } = await ask(ms, queueAtMostMs);
  return taken ? waitMs : undefined;
};

test("calls taken at the same moment by many leave one interval apart, two of them at once", async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => take(0, 2_000)));
  const sorted = waits.map((wait) => Math.round(wait ?? -1)).sort((a, b) => a - b);
  assert.deepEqual(
    sorted,
    Array.from({ length: 20 }, (_, n) => Math.max(0, (n - 1) * intervalMs)),
  );
});

test("in no second are more than its calls and the one extra let through, however they are asked for", async () => {
  const sent: number[] = [];
  for (let now = 0; now < 5_000; now += 7) {
    const wait = await take(now, now % 3 === 0 ? 2_000 : 0);
    if (wait !== undefined) sent.push(now + wait);
  }
  sent.sort((a, b) => a - b);
  for (const from of sent)
    assert.ok(sent.filter((one) => one >= from && one < from + 1_000).length <= 1_000 / intervalMs + 1);
});

test("a lane that may queue less gives way to one that may queue more", async () => {
  for (let n = 0; n < 10; n += 1) await take(0, 2_000);
  assert.equal(await take(0, 0), undefined);
  assert.equal(await take(0, 250), undefined);
  assert.notEqual(await take(0, 2_000), undefined);
});

test("whoever may not queue is told when to ask again, and then gets a call; who leaves one for others, one interval later", async () => {
  for (let n = 0; n < 4; n += 1) await take(0, 2_000);
  const { taken, waitMs } = await ask(0, 0);
  assert.equal(taken, false);
  assert.equal((await ask(waitMs - 2, 0)).taken, false);
  const later = await ask(waitMs, -intervalMs);
  assert.equal(later.taken, false);
  assert.equal(await take(waitMs + later.waitMs, -intervalMs), 0);
  assert.equal(await take(waitMs + later.waitMs, 2_000), 0, "one more leaves at once");
});

test("a clock set back by an hour, or by a few seconds, lets calls through again at once", async () => {
  await take(3_600_000, 2_000);
  assert.equal(await take(0, 2_000), 0);
  await take(10_000, 2_000);
  assert.equal(await take(0, 2_000), 0);
});

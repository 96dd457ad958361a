import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { insertGrant } from "../../test/a-grant.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { findGrantPage } from "./grant-page.ts";
import type { GrantPageQuery } from "./grant-query.ts";

let database: Database;
const start = Date.parse("2026-11-20T00:00:00Z");
const at = (hours: number) => new Date(start + hours * 3_600_000);
const now = at(60);

type Row = {
  id: string;
  createdAt: Date;
  startsAt: Date;
  activatedAt: Date | null;
  endsAt: Date;
  endedAt: Date | null;
};
const rows: (Row & { personId: string; accountId: string; permissionSetArn: string })[] = [];

/** Each kind of life there is, over and over: granted every 40 minutes, and now and then three at one instant, as by one request. */
const lives: { waits: number; lasts: number; ended: number | undefined; isNeverConfirmed?: true }[] = [
  { waits: 0, lasts: 1, ended: 1 },
  { waits: 0, lasts: 9, ended: 4 },
  { waits: 30, lasts: 2, ended: -1 },
  { waits: 2, lasts: 40, ended: 40 },
  { waits: 0, lasts: 1, ended: undefined },
  { waits: 5, lasts: 200, ended: undefined },
  { waits: 0, lasts: 3, ended: 3.5 },
  { waits: 0, lasts: 3, ended: 1, isNeverConfirmed: true },
];

before(async () => {
  database = await openTestDatabase();
  for (let n = 0; n < 84; n += 1) {
    const life = lives[n % lives.length] ?? { waits: 0, lasts: 1, ended: 1 };
    const createdAt = at((n % 9 < 3 ? n - (n % 9) : n) * (2 / 3));
    const startsAt = new Date(createdAt.getTime() + life.waits * 3_600_000);
    const endsAt = new Date(startsAt.getTime() + life.lasts * 3_600_000);
    const endedAt = life.ended === undefined ? null : new Date(startsAt.getTime() + life.ended * 3_600_000);
    const never = life.isNeverConfirmed || (endedAt && endedAt < startsAt) || startsAt > now;
    const activatedAt = never ? null : startsAt;
    const key = { personId: `p${n % 3}`, accountId: String(n % 5).padStart(12, "0"), permissionSetArn: `ps-${n % 2}` };
    const id = await insertGrant(database.db, { key, startsAt, endsAt, approvedAt: createdAt });
    await database.db
      .updateTable("grants")
      .set({ state: endedAt ? "ended" : activatedAt ? "active" : "scheduled", activatedAt, endedAt })
      .where("id", "=", id)
      .execute();
    rows.push({ id, createdAt, startsAt, activatedAt, endsAt, endedAt, ...key });
  }
});
after(() => database.close());

const everyPage = async (query: Omit<GrantPageQuery, "limit">) => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await findGrantPage(database.db, { ...query, cursor, limit: 4 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
};

const later = (a: Date, b: Date) => (a > b ? a : b);
const wasHeld = (row: Row, from: Date | undefined, to: Date | undefined) => {
  const until = row.endedAt ?? later(row.endsAt, now);
  if (row.endedAt && !row.activatedAt) return false;
  return (!from || until > from) && (!to || (row.activatedAt ?? row.startsAt) < to);
};

const newestFirst = (some: typeof rows) =>
  [...some].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

test("who held what over a period is exactly what overlaps it, in whatever view and page by page", async () => {
  const accountIds = ["000000000001", "000000000004"];
  const coverage = [{ permissionSetArns: [], accountIds }];
  const views = [
    { query: { view: { kind: "all" } }, holds: () => true },
    { query: { view: { kind: "mine", personId: "p1" } }, holds: (row) => row.personId === "p1" },
    { query: { view: { kind: "in-scope", coverage } }, holds: (row) => accountIds.includes(row.accountId) },
    {
      query: { view: { kind: "mine-and-in-scope", personId: "p1", coverage } },
      holds: (row) => row.personId === "p1" || accountIds.includes(row.accountId),
    },
    { query: { view: { kind: "all" }, accountId: "000000000002" }, holds: (row) => row.accountId === "000000000002" },
    { query: { view: { kind: "all" }, permissionSetArn: "ps-1" }, holds: (row) => row.permissionSetArn === "ps-1" },
    { query: { view: { kind: "all" }, requesterId: "p2" }, holds: (row) => row.personId === "p2" },
  ] as const satisfies { query: Omit<GrantPageQuery, "limit">; holds: (row: (typeof rows)[number]) => boolean }[];
  const periods = [
    [at(10), at(11)],
    [at(20), at(44)],
    [at(59), undefined],
    [undefined, at(3)],
    [at(100), at(101)],
    [at(30), at(30.01)],
  ] as const;
  let matched = 0;
  for (const { query, holds } of views) {
    for (const [from, to] of periods) {
      const expected = newestFirst(rows.filter((row) => holds(row) && wasHeld(row, from, to)));
      matched += expected.length;
      const asked = { ...query, heldWithin: { from, to, now } };
      assert.deepEqual(await everyPage(asked), expected);
      assert.deepEqual(await everyPage({ ...asked, sort: "createdAt" }), expected.toReversed());
    }
    const whole = newestFirst(rows.filter(holds));
    for (const lookThrough of "coverage" in query.view ? [undefined, 5, 20] : [undefined]) {
      assert.deepEqual(await everyPage({ ...query, lookThrough }), whole, `${lookThrough} looked through`);
      assert.deepEqual(await everyPage({ ...query, lookThrough, sort: "createdAt" }), whole.toReversed());
      const ended = newestFirst(rows.filter((row) => holds(row) && row.endedAt !== null));
      assert.deepEqual(await everyPage({ ...query, lookThrough, states: ["ended", "failed"] }), ended);
    }
  }
  assert.ok(matched > 200, "the cases are not empty");
});

test("by its end only what is not over is listed, the soonest or the latest first", async () => {
  const open = rows.filter(({ endedAt }) => endedAt === null).sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime());
  const soonest = open.map(({ endsAt }) => endsAt.toISOString());
  const ends = new Map(rows.map(({ id, endsAt }) => [id, endsAt.toISOString()]));
  const ofIds = (ids: string[]) => ids.map((id) => ends.get(id));
  const view = { kind: "all" } as const;
  assert.deepEqual(ofIds(await everyPage({ view, sort: "endsAt" })), soonest);
  assert.deepEqual(ofIds(await everyPage({ view, sort: "-endsAt" })), soonest.toReversed());
  const mine = await everyPage({ view: { kind: "mine", personId: "p1" }, states: ["active"], sort: "endsAt" });
  const active = open.filter(({ personId, activatedAt }) => personId === "p1" && activatedAt !== null);
  assert.deepEqual(
    mine,
    active.map(({ id }) => id),
  );
});

test("a clock that was set back does not keep a grant from ending", async () => {
  const key = { personId: "p9", accountId: "000000000009", permissionSetArn: "ps-9" };
  const id = await insertGrant(database.db, { key, startsAt: at(5), endsAt: at(6) });
  await database.db
    .updateTable("grants")
    .set({ state: "ended", endedAt: at(4) })
    .where("id", "=", id)
    .execute();
  const ended = await sql`select 1 from grants where id = ${id} and state = 'ended'`.execute(database.db);
  assert.equal(ended.rows.length, 1);
});

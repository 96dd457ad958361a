import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { takeCall } from "../store/aws-budgets.ts";
import { beginSync, finishSync } from "../store/directory-syncs.ts";
import { addNotice } from "../store/notices.ts";
import { sayAlive, sayGone } from "../store/workers.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const ago = (seconds: number) => new Date(world.at.getTime() - seconds * 1_000);

type State = "scheduled" | "activating" | "active" | "ending" | "failed";
type Row = { next?: number; unwanted?: number; error?: string; busy?: boolean };

/** A grant in that state, with the row that the engine keeps for it. */
const aGrant = async (n: number, state: State, row: Row = {}) => {
  const { db } = world;
  const account = n % 2 === 0 ? world.accounts.first : world.accounts.second;
  const key = { personId: `person-${n}`, accountId: account.id, permissionSetArn: world.role.arn };
  const isOver = state === "ending" || state === "failed";
  const id = await insertGrant(db, { key, startsAt: ago(600 - n), endsAt: isOver ? ago(n) : ago(n - 3_600) });
  const over = state === "failed" ? { endedAt: ago(n), failure: "AWS refused" } : {};
  const endAskedAt = state === "ending" ? ago(n) : null;
  await db
    .updateTable("grants")
    .set({ state, endAskedAt, ...over })
    .where("id", "=", id)
    .execute();
  await db
    .updateTable("assignments")
    .set({
      nextAt: row.next === undefined ? null : ago(row.next),
      lane: state === "ending" || state === "failed" ? "end" : "activate",
      unwantedSince: row.unwanted === undefined ? null : ago(row.unwanted),
      ...(row.error ? { lastError: row.error, attempts: 3, observed: "present" } : {}),
      ...(row.busy ? { operationKind: "create", operationId: "op", operationStartedAt: ago(5) } : {}),
    })
    .where("personId", "=", key.personId)
    .execute();
  return { id, personId: key.personId };
};

const system = async () => (await world.as.admin("GET", "system")).json;
const troubles = async () => (await system()).troubles.map(({ code }: { code: string }) => code);

test("admins and auditors see how the system is, and nobody else", async () => {
  for (const path of ["system", "system/assignments"]) {
    for (const who of ["admin", "auditor"] as const) assert.equal((await world.as[who]("GET", path)).status, 200);
    for (const who of ["requester", "approver", "stranger"] as const) {
      const answer = await world.as[who]("GET", path);
      assert.deepEqual([answer.status, answer.json.error.code], [403, "reader.required"]);
    }
    assert.equal((await world.as.anonymous("GET", path)).status, 401);
    const client = await world.bearerOf(world.people.admin, ["settings:read"]);
    assert.equal((await client("GET", path)).json.error.code, "scope.missing");
  }
});

test("a system that nobody works for says so, and is well once somebody does", async () => {
  assert.deepEqual(await troubles(), ["worker.missing", "directory.stale"]);
  const sync = await beginSync(world.db, { id: world.ctx.ids.newId(), at: ago(60), aliveSince: ago(600) });
  const over = { at: ago(50), outcome: "succeeded", counts: {}, error: null } as const;
  await finishSync(world.db, { id: sync?.id ?? "", ...over });
  const worker = { name: "here-1", version: "1.2.3", startedAt: ago(900) };
  await sayAlive(world.db, { ...worker, seenAt: ago(90) });
  assert.deepEqual(await troubles(), ["worker.missing"]);
  await sayAlive(world.db, { ...worker, startedAt: ago(0), seenAt: ago(10) });
  await sayAlive(world.db, { ...worker, name: "here-2", seenAt: ago(5) });
  await sayGone(world.db, "here-2");
  const { json } = await world.as.auditor("GET", "system");
  assert.deepEqual([json.troubles, json.version], [[], "test"]);
  assert.deepEqual(json.workers, [
    { ...worker, startedAt: ago(900).toISOString(), seenAt: ago(10).toISOString(), isAlive: true },
  ]);
  assert.match(json.database.version, /^PostgreSQL \d+/);
  assert.equal(json.directory.succeededAt, ago(50).toISOString());
});

test("calls are counted as they are let through, and those that were not are not", async () => {
  const call = { service: "sso-admin", now: ago(30), intervalMs: 55, burst: 1 };
  for (let n = 0; n < 5; n += 1) await takeCall(world.db, { ...call, queueAtMostMs: 2_000 });
  assert.equal((await takeCall(world.db, { ...call, queueAtMostMs: 0 })).taken, false);
  const [identityCenter] = (await system()).calls;
  assert.deepEqual(identityCenter, {
    service: "sso-admin",
    allowedPerSecond: 18,
    slots: [{ at: ago(30).toISOString(), calls: 5 }],
  });
});

test("what AWS does not hold as it is wanted is counted, and listed the longest first, with what stands in the way", async () => {
  const stuck = await aGrant(1, "ending", { next: -10, unwanted: 300, error: "Throttled" });
  const fresh = await aGrant(2, "ending", { next: 1 });
  const starting = await aGrant(3, "activating", { next: -1, busy: true });
  const failed = await aGrant(4, "failed", { next: 40, unwanted: 50 });
  await aGrant(5, "active", { next: -300 });
  const { lanes, unsettled, writes } = await system();
  assert.deepEqual(lanes, [
    { lane: "end", waiting: 2, oldestDueAt: ago(40).toISOString(), workedOn: 0 },
    { lane: "activate", waiting: 0, oldestDueAt: null, workedOn: 1 },
  ]);
  assert.deepEqual(
    unsettled.map((one: { wanted: string; count: number; inTrouble: number }) => [
      one.wanted,
      one.count,
      one.inTrouble,
    ]),
    [
      ["absent", 3, 1],
      ["present", 1, 0],
    ],
  );
  assert.deepEqual(writes, { underWay: 1, allowed: 10 });
  assert.deepEqual(await troubles(), ["removals.late", "starts.late"]);

  const list = await world.as.auditor("GET", "system/assignments");
  assert.equal(list.status, 200, JSON.stringify(list.json));
  const grantIds = (answer: { json: { items: { grantId: string }[] } }) => answer.json.items.map((one) => one.grantId);
  assert.deepEqual(grantIds(list), [starting.id, stuck.id, failed.id, fresh.id]);
  const [, item] = list.json.items;
  assert.deepEqual(
    [
      item.wanted,
      item.observed,
      item.attempts,
      item.lastError,
      item.nextTryAt,
      item.account.name,
      item.permissionSet.name,
    ],
    ["absent", "present", 3, "Throttled", ago(-10).toISOString(), "prod-2", "PowerUser"],
  );
  assert.deepEqual(grantIds(await world.as.admin("GET", "system/assignments?wanted=present")), [starting.id]);
  const paged: string[] = [];
  let cursor = "";
  do {
    const page = await world.as.admin("GET", `system/assignments?limit=1&cursor=${cursor}`);
    paged.push(...grantIds(page));
    cursor = page.json.nextCursor ?? "";
  } while (cursor);
  assert.deepEqual(paged, grantIds(list));
  for (const query of ["wanted=gone", "cursor=e30", "limit=0", "lane=end"])
    assert.equal((await world.as.admin("GET", `system/assignments?${query}`)).status, 400, query);
});

test("messages that wait or were given up are counted", async () => {
  const { db, ctx } = world;
  const notice = { id: ctx.ids.newId(), kind: "request.asked", requestId: ctx.ids.newId(), at: ago(700) } as const;
  await db.transaction().execute((trx) => addNotice(trx, notice));
  const delivery = { noticeId: notice.id, channel: "email", role: "audit" as const, personId: null, sentAt: null };
  await db
    .insertInto("deliveries")
    .values([
      {
        ...delivery,
        id: ctx.ids.newId(),
        recipient: "a",
        state: "waiting",
        nextAt: ago(1),
        lastError: "no route",
        createdAt: ago(600),
      },
      {
        ...delivery,
        id: ctx.ids.newId(),
        recipient: "b",
        state: "dead",
        nextAt: null,
        lastError: "bounced",
        createdAt: ago(600),
      },
      {
        ...delivery,
        id: ctx.ids.newId(),
        recipient: "c",
        state: "dead",
        nextAt: null,
        lastError: "bounced",
        createdAt: ago(90_000),
      },
    ])
    .execute();
  assert.deepEqual((await system()).outbox, {
    waiting: 2,
    retrying: 1,
    oldestAt: ago(700).toISOString(),
    lastError: "no route",
    givenUp: 1,
  });
  assert.deepEqual((await troubles()).slice(-2), ["messages.waiting", "messages.given-up"]);
});

test("access past its end or its start that nobody moved is not as wanted, however alive a worker says it is", async () => {
  const { db } = world;
  const before = await system();
  const countOf = ({ unsettled }: typeof before) => unsettled.map(({ count }: { count: number }) => count);
  const [overdue, late] = [await aGrant(6, "active", { next: 3_600 }), await aGrant(7, "scheduled", { next: 600 })];
  assert.deepEqual(countOf(await system()), [countOf(before)[0], countOf(before)[1] + 1]);
  await db
    .updateTable("grants")
    .set({ endsAt: ago(300) })
    .where("id", "=", overdue.id)
    .execute();
  await db.updateTable("assignments").set({ lane: "end" }).where("personId", "=", overdue.personId).execute();
  assert.deepEqual(countOf(await system()), [countOf(before)[0] + 1, countOf(before)[1] + 1]);
  assert.ok((await troubles()).includes("removals.waiting"));
  const { items } = (await world.as.admin("GET", "system/assignments")).json;
  const found = (id: string) => items.find(({ grantId }: { grantId: string }) => grantId === id);
  assert.deepEqual([found(overdue.id)?.wanted, found(overdue.id)?.since], ["absent", ago(300).toISOString()]);
  assert.equal(found(late.id)?.wanted, "present");
});

test("a broken audit chain is a trouble", async () => {
  assert.ok(!(await troubles()).includes("audit.broken"));
  const broken = JSON.stringify({ seq: 1, kind: "changed", message: "event 1 was changed after it was written" });
  await world.db.updateTable("auditAnchor").set({ broken }).execute();
  assert.ok((await troubles()).includes("audit.broken"));
});

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { KyselyPlugin } from "kysely";
import { insertGrant } from "../../test/a-grant.ts";
import { aGroup, anAccount, aPermissionSet, aPerson, withSettings } from "../../test/builders.ts";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { until } from "../../test/until.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { AuditEvent } from "../core/audit.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Database } from "../store/database.ts";
import { beginSync, finishSync } from "../store/directory-syncs.ts";
import { listenForEvents } from "../store/event-feed.ts";
import { type Batch, EventHub } from "./event-hub.ts";

let database: Database;
let auditor: { personId: string };
before(async () => {
  database = await openTestDatabase();
  const { id } = await aGroup(database.db, { displayName: "Auditors" });
  auditor = { personId: (await aPerson(database.db, { displayName: "Ada", groups: [id] })).id };
  await withSettings(database.db, { auditorGroupId: id });
});
after(() => database.close());

const at = new Date("2026-11-20T10:00:00Z");
const append = (id: string) =>
  database.db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at, newId: () => randomUUID() }, [
        { actor: { kind: "system" }, action: "directory.synced", subject: { kind: "directory", id } },
      ]),
    );

/** Collects what a subscriber is told, and lets a test wait for it. */
const inbox = () => {
  const received: AuditEvent[] = [];
  const batches: number[] = [];
  let look = () => {};
  return {
    ids: () => received.map(({ subject }) => subject.id),
    batches: () => batches,
    receive: ({ visibleTo }: Batch) => {
      const events = visibleTo(auditor);
      received.push(...events);
      batches.push(events.length);
      look();
    },
    beat: () => undefined,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        look = () => {
          if (received.length >= count) resolve();
        };
        look();
      }),
  };
};

test("a hub that is never told finds what was appended at the next beat, once and in order", async () => {
  const scheduler = manualScheduler(at);
  const warnings: unknown[] = [];
  const hub = new EventHub({
    db: database.db,
    scheduler,
    listen: async () => {
      throw new Error("no connection to spare");
    },
    warn: (problem) => warnings.push(problem),
  });
  await append("before");
  await hub.start();
  const box = inbox();
  hub.subscribe({ ...auditor, ...box });
  await append("one");
  await append("two");
  scheduler.advance(15_000);
  await box.until(2);
  assert.deepEqual(box.ids(), ["one", "two"]);
  await hub.stop();
  assert.ok(warnings.length > 0);
});

test("a hub whose listener is lost listens again at the next beat, which does not wait for it", async () => {
  const scheduler = manualScheduler(at);
  let listens = 0;
  let lose = () => {};
  let answer = () => {};
  const hub = new EventHub({
    db: database.db,
    scheduler,
    listen: async (on) => {
      listens += 1;
      lose = () => on.lost(new Error("the line broke"));
      if (listens > 1)
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
      return { stop: async () => undefined };
    },
    warn: () => undefined,
  });
  await hub.start();
  const box = inbox();
  hub.subscribe({ ...auditor, ...box });
  lose();
  await append("while deaf");
  scheduler.advance(15_000);
  await box.until(1);
  assert.deepEqual([listens, box.ids()], [2, ["while deaf"]]);
  answer();
  await hub.stop();
});

test("the database tells of events of any connection, and a subscriber misses none that came while it joined", async () => {
  const hub = new EventHub({
    db: database.db,
    scheduler: manualScheduler(at),
    listen: (on) => listenForEvents(database, on),
    warn: (problem) => {
      throw problem;
    },
  });
  await hub.start();
  const early = append("early");
  const box = inbox();
  hub.subscribe({ ...auditor, ...box });
  await early;
  await Promise.all(["a", "b", "c"].map(append));
  await box.until(4);
  assert.deepEqual(box.ids().toSorted(), ["a", "b", "c", "early"]);
  await hub.stop();
});

/** A database that answers who somebody is only when a gate is opened, or fails then. */
const gated = () => {
  const gates: ((problem?: Error) => void)[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) =>
      "groupIds" in (result.rows[0] ?? {})
        ? new Promise((resolve, reject) => gates.push((problem) => (problem ? reject(problem) : resolve(result))))
        : Promise.resolve(result),
  };
  const open = async (problem?: Error) => {
    await until(() => gates.length > 0);
    gates.shift()?.(problem);
  };
  return { db: database.db.withPlugin(plugin), open, isWaiting: () => gates.length > 0, waiting: () => gates.length };
};

test("while it is read who may see a batch, what comes gathers into the next; one that could not be read is told again", async () => {
  const { db, open, isWaiting } = gated();
  const scheduler = manualScheduler(at);
  const warnings: unknown[] = [];
  const hub = new EventHub({
    db,
    scheduler,
    listen: (on) => listenForEvents(database, on),
    warn: (problem) => warnings.push(problem),
  });
  await hub.start();
  const [first, late] = [inbox(), inbox()];
  const { after } = hub.subscribe({ ...auditor, ...first });
  await append("one");
  await until(isWaiting);
  for (const id of ["two", "three", "four"]) await append(id);
  assert.equal(hub.subscribe({ ...auditor, ...late }).after, after + 1, "who comes now looks for the first themself");
  await open();
  await first.until(1);
  await open(new Error("the database is away"));
  await until(() => warnings.length > 0);
  scheduler.advance(15_000);
  await open();
  await first.until(4);
  assert.deepEqual(first.ids(), ["one", "two", "three", "four"]);
  assert.deepEqual(late.ids(), ["two", "three", "four"]);
  assert.deepEqual([first.batches(), warnings.length], [[1, 3], 1]);
  await hub.stop();
});

test("activity that could not be read is told later, one reading at a time, and a hub that stops waits for it", async () => {
  const { db, open, isWaiting, waiting } = gated();
  const scheduler = manualScheduler(at);
  const warnings: unknown[] = [];
  let find = (_grantId: string) => {};
  const hub = new EventHub({
    db,
    scheduler,
    listen: async (on) => {
      find = on.found;
      return { stop: async () => undefined };
    },
    warn: (problem) => warnings.push(problem),
  });
  await hub.start();
  const told: string[][] = [];
  hub.subscribe({ ...auditor, ...inbox(), found: (visibleTo) => told.push(visibleTo(auditor).toSorted()) });
  const account = await anAccount(database.db);
  const { arn: permissionSetArn } = await aPermissionSet(database.db);
  const grantOf = async (personId: string) =>
    insertGrant(database.db, {
      ...{ key: { personId, accountId: account.id, permissionSetArn }, startsAt: at },
      endsAt: new Date(at.getTime() + 60_000),
    });
  const [first, second] = [await grantOf(auditor.personId), await grantOf((await aPerson(database.db)).id)];
  find(first);
  scheduler.advance(1_000);
  await until(isWaiting);
  find(second);
  scheduler.advance(1_000);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  assert.equal(waiting(), 1, "the second is not read while the first is");
  await open(new Error("the database is away"));
  await until(() => warnings.length > 0);
  scheduler.advance(15_000);
  await until(isWaiting);
  let isStopped = false;
  const stopped = hub.stop().then(() => {
    isStopped = true;
  });
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  assert.equal(isStopped, false);
  await open();
  await stopped;
  assert.deepEqual([told, warnings.length], [[[first, second].toSorted()], 1]);
});

test("however often it is stirred, only who may know hears of it, once a second at most, and nobody is looked up for it", async () => {
  const scheduler = manualScheduler(at);
  let stir = () => {};
  const hub = new EventHub({
    db: database.db,
    scheduler,
    listen: async (on) => {
      stir = on.stirred;
      return { stop: async () => undefined };
    },
    warn: (problem) => {
      throw problem;
    },
  });
  await hub.start();
  let [heard, received] = [0, 0];
  const receive = () => {
    received += 1;
  };
  hub.subscribe({ personId: "plain", receive, beat: receive });
  hub.subscribe({
    personId: "admin",
    receive,
    beat: receive,
    stirred: () => {
      heard += 1;
    },
  });
  for (const expected of [1, 2]) {
    for (let n = 0; n < 5; n += 1) stir();
    scheduler.advance(999);
    await new Promise(setImmediate);
    assert.equal(heard, expected - 1);
    scheduler.advance(1);
    await until(() => heard === expected);
  }
  assert.equal(received, 0);
  await hub.stop();
});

test("a sync that begins or ends stirs, whatever process it runs in", async () => {
  let hints = 0;
  const stirred = () => {
    hints += 1;
  };
  const listening = await listenForEvents(database, {
    told: () => undefined,
    lost: () => undefined,
    found: () => undefined,
    stirred,
  });
  const sync = await beginSync(database.db, { id: randomUUID(), at, aliveSince: at });
  await until(() => hints === 1);
  const over = { at, outcome: "succeeded", counts: {}, error: null } as const;
  await finishSync(database.db, { id: sync?.id ?? "", ...over });
  await until(() => hints === 2);
  await listening.stop();
});

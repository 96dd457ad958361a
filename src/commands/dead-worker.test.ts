import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { engineWorld, gate } from "../../test/engine-world.ts";
import { until } from "../../test/until.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { onPostgres } from "../../test/with-database.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { claimDue } from "../store/due-assignments.ts";
import {
  findHeldLocks,
  isHeldApart,
  LocksNotSupported,
  lockClass,
  takeWorkerLock,
  type WorkerLock,
} from "../store/worker-lock.ts";
import type { Engine } from "./assignment-engine.ts";
import { freeLeasesOfDead } from "./free-leases-of-dead.ts";

/** Locks that end with their connection are there only on a server. */
const skip = onPostgres ? false : "needs a PostgreSQL server";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
const locks: WorkerLock[] = [];
before(async () => {
  if (skip) return;
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(async () => {
  for (const lock of locks) lock.release();
  await v?.stop();
});

/** A worker with a lock; the change is told the lock, for what happens in the middle of its work. */
const aWorker = async (change: (lock: WorkerLock) => Partial<Engine> = () => ({})) => {
  const lock = await takeWorkerLock(v.database, randomUUID);
  assert.ok(lock);
  locks.push(lock);
  const holder = `worker-${lock.number}`;
  return {
    lock,
    engine: v.variant({ holder, takeLock: async () => (lock.isHeld() ? lock : undefined), ...change(lock) }),
  };
};

/** What dying does to a connection, or a network, or somebody at the server: it is over, whatever the worker was doing. */
const cut = async (lock: WorkerLock) => {
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${lock.number}
    and database = (select oid from pg_database where datname = current_database())`.execute(v.ctx.db);
  await until(async () => !(await findHeldLocks(v.ctx.db)).has(lock.number));
  await until(async () => !lock.isHeld());
};

/** A worker that lives and was cut off with its call decided on and not sent, and another that may go on with it. */
const cutBefore = async (call: "create" | "remove") => {
  const late = gate();
  const held = async (asked: AssignmentKey) => {
    await late.pass();
    return v.api[call](asked);
  };
  const { lock, engine } = await aWorker(() => ({ api: { ...v.api, [call]: held } }));
  const stuck = v.work(engine);
  await late.reached;
  await cut(lock);
  return { late, stuck, heir: await aWorker() };
};

test("a lock that is held by the very connection that asks for it, as behind a pooler in transaction mode, proves nothing", {
  skip,
}, async () => {
  await v.ctx.db.connection().execute(async (shared) => {
    await sql`select pg_advisory_lock(${lockClass}, 77)`.execute(shared);
    assert.deepEqual([await isHeldApart(shared, 77), await isHeldApart(v.ctx.db, 77)], [false, true]);
    await sql`select pg_advisory_unlock(${lockClass}, 77)`.execute(shared);
  });
  assert.equal(await isHeldApart(v.ctx.db, 77), false);
});

test("where such locks are not to be had, that is told apart from a server in trouble", { skip }, async () => {
  assert.ok(v.database.kind === "postgres");
  const url = new URL(v.database.url);
  await sql`create role lockless login`.execute(v.ctx.db);
  await sql`revoke execute on function pg_advisory_lock(int, int) from public`.execute(v.ctx.db);
  url.username = "lockless";
  try {
    await assert.rejects(takeWorkerLock({ ...v.database, url: url.href }, randomUUID), LocksNotSupported);
  } finally {
    await sql`drop role lockless`.execute(v.ctx.db);
  }
});

test("what ten leases of a dead worker kept from everybody is free as soon as it is dead, and not before", {
  skip,
}, async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => w.aGrant(w.freshKey(), 0, 900)));
  const stuck = gate();
  const { lock, engine } = await aWorker(() => ({ pace: stuck.pass }));
  const held = v.work(engine);
  await stuck.reached;
  const heir = await aWorker();
  const claim = () =>
    claimDue(v.ctx.db, {
      ...{ holder: "nobody", now: v.now(), leaseUntil: v.now() },
      ...{ most: 24, mostStarts: 12, writesAtOnce: 10 },
    });
  assert.equal(await freeLeasesOfDead(v.ctx, heir.engine), 0, "the living keep theirs");
  assert.deepEqual(await claim(), [], "no place is left");
  await cut(lock);
  assert.equal(await freeLeasesOfDead(v.ctx, heir.engine), 10);
  for (let n = 0; n < 30; n += 1) {
    await v.work(heir.engine);
    v.simulator.clock.advance(500);
  }
  assert.deepEqual(new Set(await Promise.all(ids.map(w.stateOf))), new Set(["active"]));
  stuck.open();
  await held;
});

test("a lease without a lock, as older versions and embedded databases have it, lasts its time", { skip }, async () => {
  const key = w.freshKey();
  await w.aGrant(key, 0, 900);
  const stuck = gate();
  const held = v.work(v.variant({ pace: stuck.pass, holder: "an-older-version" }));
  await stuck.reached;
  const { engine } = await aWorker();
  assert.equal(await freeLeasesOfDead(v.ctx, engine), 0);
  assert.match((await w.row(key)).leaseHolder ?? "", /^an-older-version\//);
  stuck.open();
  await held;
});

test("a living worker whose connection was cut between its decision and its call does not send it", {
  skip,
}, async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  let paces = 0;
  let sent = 0;
  const create: Engine["api"]["create"] = (asked) => {
    sent += 1;
    return v.api.create(asked);
  };
  const { engine } = await aWorker((lock) => ({
    api: { ...v.api, create },
    pace: async () => {
      paces += 1;
      if (paces === 2) await cut(lock);
    },
  }));
  await v.work(engine);
  assert.deepEqual([paces, sent], [2, 0]);
  assert.equal((await w.row(key)).operationKind, "create", "it had recorded that it would, so there is a doubt");
  const heir = await aWorker();
  assert.equal(await freeLeasesOfDead(v.ctx, heir.engine), 1);
  await v.liveUntil(v.after(20), heir.engine);
  assert.equal(await w.stateOf(id), "active");
  assert.equal((await v.existed(key)).length, 1);
});

test("what nobody knows the connection of is noticed by the worker itself, which begins anew", { skip }, async () => {
  const key = w.freshKey();
  await w.aGrant(key, 0, 900);
  const stuck = gate();
  const { lock, engine } = await aWorker(() => ({ pace: stuck.pass }));
  const held = v.work(engine);
  await stuck.reached;
  const deaf: WorkerLock = { ...lock, isHeld: () => !isReleased, release: () => (isReleased = true) };
  let isReleased = false;
  await cut(lock);
  assert.equal(await freeLeasesOfDead(v.ctx, { ...engine, takeLock: async () => deaf }), 1);
  assert.equal(isReleased, true);
  stuck.open();
  await held;
  await v.liveUntil(v.after(5), (await aWorker()).engine);
});

test("a create that a living worker sent after another took over is found and taken away, when nobody wants it any more", {
  skip,
}, async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  const { late, stuck, heir } = await cutBefore("create");
  assert.equal(await freeLeasesOfDead(v.ctx, heir.engine), 1);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(14), heir.engine);
  assert.deepEqual([await w.stateOf(id), (await v.existed(key)).length], ["ending", 0], "it is reckoned with");
  late.open();
  await stuck;
  await v.liveUntil(v.after(120), heir.engine);
  assert.deepEqual([await w.stateOf(id), (await v.existed(key)).length], ["ended", 1]);
  assert.equal(await v.held(key), false);
});

test("a create that two workers sent, because one was taken for dead, is one access and ends", { skip }, async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 60);
  const { late, stuck, heir } = await cutBefore("create");
  await freeLeasesOfDead(v.ctx, heir.engine);
  await v.work(heir.engine);
  late.open();
  await stuck;
  await v.liveUntil(v.after(30), heir.engine);
  assert.deepEqual([await w.stateOf(id), (await v.grant(id)).onStanding], ["active", false]);
  await v.liveUntil(v.after(180), heir.engine);
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
  assert.equal((await v.existed(key)).length, 1);
});

test("a removal that a living worker sent after another took over leaves nobody active without the assignment", {
  skip,
}, async () => {
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 60);
  await v.liveUntil(v.after(59), (await aWorker()).engine);
  assert.equal(await w.stateOf(first), "active");
  v.simulator.clock.advance(1_500);
  const { late, stuck, heir } = await cutBefore("remove");
  const second = await w.aGrant(key, 0, 900);
  assert.equal(await freeLeasesOfDead(v.ctx, heir.engine), 1);
  await v.liveUntil(v.after(14), heir.engine);
  assert.notEqual(await w.stateOf(second), "active", "while the removal may yet come, nobody is told to be active");
  late.open();
  await stuck;
  await v.liveUntil(v.after(120), heir.engine);
  assert.deepEqual([await w.stateOf(second), await v.held(key)], ["active", true]);
  await v.liveUntil(v.after(1_000), heir.engine);
  assert.deepEqual([await w.stateOf(second), await v.held(key)], ["ended", false]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { claimDue, nextDue } from "../store/due-assignments.ts";
import { planForgottenLooks } from "../store/sweep.ts";
import { advanceAssignment } from "./advance-assignment.ts";
import { claimAssignments } from "./claim-assignments.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());

const claim = (facts: Partial<Parameters<typeof claimDue>[1]> = {}) =>
  claimDue(v.ctx.db, {
    holder: "somebody",
    now: v.now(),
    leaseUntil: v.after(30),
    most: 24,
    mostStarts: 12,
    writesAtOnce: 10,
    ...facts,
  });

const insertRows = (
  count: number,
  facts: {
    pair: (n: number) => string;
    lane?: "end" | "activate";
    nextAt: Date | null;
    operation?: { kind: "create" | "delete"; startedAt: Date };
    people?: string;
  },
) =>
  v.ctx.db
    .insertInto("assignments")
    .values(
      Array.from({ length: count }, (_, n) => ({
        personId: `${facts.people ?? "made-up"}-${n}`,
        accountId: facts.pair(n),
        permissionSetArn: "made-up",
        nextAt: facts.nextAt,
        lane: facts.lane ?? ("activate" as const),
        ...(facts.operation
          ? {
              ownership: "ours" as const,
              operationKind: facts.operation.kind,
              operationId: `made-up-${n}`,
              operationStartedAt: facts.operation.startedAt,
            }
          : {}),
      })),
    )
    .execute();

const clear = () => v.ctx.db.deleteFrom("assignments").where("permissionSetArn", "=", "made-up").execute();

test("ten operations that AWS never finishes do not keep an end from being sent, and people are told of it once", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 60);
  await v.liveUntil(v.after(59));
  const startedAt = v.now();
  await insertRows(10, { pair: (n) => `stuck-${n}`, nextAt: v.after(7_200), operation: { kind: "delete", startedAt } });
  const stuck = Array.from({ length: 10 }, (_, n) => `made-up-${n}`);
  const engine = v.variant({ api: { ...v.api, underWay: async () => stuck } });
  const liveOn = async (seconds: number) => {
    for (const until = v.after(seconds); v.now() < until; v.simulator.clock.advance(2_000)) await v.work(engine);
  };
  await liveOn(200);
  assert.equal(await w.stateOf(id), "ending");
  assert.deepEqual(await w.noticesOf(id), ["grant.removal-unconfirmed", "grant.started"]);
  await liveOn(150);
  assert.equal(await w.stateOf(id), "ended");
  assert.equal(await v.held(key), false);
  assert.equal((await w.noticesOf(id)).filter((kind) => kind === "grant.removal-unconfirmed").length, 1);
  await clear();
});

test("one hot pair takes one place, and the others are not hidden behind it", async () => {
  await insertRows(300, { pair: () => "hot", nextAt: v.after(-60) });
  await v.ctx.db
    .insertInto("assignments")
    .values({ personId: "x", accountId: "cold", permissionSetArn: "made-up", nextAt: v.after(-1) })
    .execute();
  const first = await claim({ holder: "first" });
  const second = await claim({ holder: "second" });
  const pairs = [...first, ...second].map((key) => key.accountId).sort();
  assert.deepEqual(pairs, ["cold", "hot"]);
  await clear();
});

test("ends are claimed before starts, also when starts have waited longer, and starts leave room", async () => {
  await insertRows(40, { pair: (n) => `start-${n}`, nextAt: v.after(-60) });
  assert.equal((await claim({ mostStarts: 0 })).length, 0, "no room for starts is no claim, and no error");
  await v.ctx.db
    .insertInto("assignments")
    .values(
      Array.from({ length: 7 }, (_, n) => ({
        ...{ personId: "x", accountId: `end-${n}`, permissionSetArn: "made-up" },
        ...{ nextAt: v.after(-1), lane: "end" as const },
      })),
    )
    .execute();
  const claimed = (await claim()).map((key) => key.accountId);
  assert.equal(claimed.filter((account) => account.startsWith("end-")).length, 7);
  assert.equal(claimed.length, 10, "as many as there are places");
  await clear();
});

test("of a thousand ends that are due, those of an emergency stop are claimed first, though they came last", async () => {
  await insertRows(1_000, { pair: (n) => `end-${n}`, lane: "end", nextAt: v.after(-60) });
  await insertRows(5, {
    pair: (n) => `polled-${n}`,
    nextAt: v.after(60),
    operation: { kind: "delete", startedAt: v.now() },
  });
  const stopped = Array.from({ length: 7 }, (_, n) => ({
    ...{ personId: "stopped", accountId: n < 6 ? `stopped-${n}` : "end-0", permissionSetArn: "made-up" },
    ...{ nextAt: v.now(), lane: "end" as const, urgent: true },
  }));
  await v.ctx.db.insertInto("assignments").values(stopped).execute();
  const places = async (holder: string) => (await claim({ holder })).map(({ personId }) => personId);
  assert.deepEqual(new Set(await places("first")), new Set(["stopped"]));
  await v.ctx.db.deleteFrom("assignments").where("accountId", "like", "polled-%").execute();
  const second = await places("second");
  assert.equal(second.filter((one) => one === "stopped").length, 2, "what had no place comes first when one is free");
  assert.equal(second.length, 5);
  await clear();
});

test("of what came due in the same minute the longest line goes first, and nobody waits for what came due later", async () => {
  const minute = new Date(Math.floor(v.after(-600).getTime() / 60_000) * 60_000);
  const at = (seconds: number) => new Date(minute.getTime() + seconds * 1_000);
  const insert = (pair: string, people: number, seconds: number) =>
    insertRows(people, { pair: () => pair, lane: "end", nextAt: at(seconds), people: pair });
  for (let n = 0; n < 9; n += 1) await insert(`short-${n}`, 1, 0);
  await insert("long", 4, 30);
  await insert("longest-but-later", 9, 61);
  const accounts = async (holder: string) => (await claim({ holder })).map(({ accountId }) => accountId);
  const first = await accounts("first");
  assert.deepEqual([first.length, first.includes("long"), first.includes("longest-but-later")], [10, true, false]);
  await clear();
});

test("what AWS has refused takes two places while others come for the first time, and leaves two free for them when none do", async () => {
  const rows = (count: number, facts: { name: string; urgent?: boolean; refusals?: number; nextAt?: Date }) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ personId: facts.name, accountId: `${facts.name}-${n}`, permissionSetArn: "made-up" },
      ...{ lane: "end" as const, urgent: facts.urgent ?? false, refusals: facts.refusals ?? 0 },
      nextAt: facts.nextAt ?? v.after(-600),
    }));
  const insert = (values: ReturnType<typeof rows>) => v.ctx.db.insertInto("assignments").values(values).execute();
  await insert([
    ...rows(100, { name: "again", refusals: 2 }),
    ...rows(100, { name: "stopped again", urgent: true, refusals: 9 }),
  ]);
  const claimed = async (holder: string) => {
    const people = (await claim({ holder })).map(({ personId }) => personId);
    const free = v.ctx.db.updateTable("assignments").set({ leaseUntil: null, nextAt: v.after(60) });
    await free.where("leaseHolder", "=", holder).execute();
    return Object.fromEntries([...new Set(people)].sort().map((one) => [one, people.filter((p) => p === one).length]));
  };
  assert.deepEqual(await claimed("none for the first time"), { "stopped again": 8 });
  await insert([
    ...rows(9, { name: "stopped", urgent: true, nextAt: v.now() }),
    ...rows(9, { name: "ends", nextAt: v.now() }),
  ]);
  assert.deepEqual(await claimed("first"), { stopped: 9, "stopped again": 1 });
  assert.deepEqual(await claimed("second"), { ends: 8, "stopped again": 2 });
  await v.ctx.db.updateTable("assignments").set({ nextAt: v.now() }).where("personId", "=", "stopped again").execute();
  assert.deepEqual(await claimed("third"), { again: 2, ends: 1 });
  await clear();
});

test("an emergency stop leaves one place to what AWS refuses time and again; once is not time and again", async () => {
  const rows = (count: number, facts: { name: string; urgent: boolean; refusals: number }) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ personId: facts.name, accountId: `${facts.name}-${n}`, permissionSetArn: "made-up", nextAt: v.now() },
      ...{ lane: "end" as const, urgent: facts.urgent, refusals: facts.refusals },
    }));
  await v.ctx.db
    .insertInto("assignments")
    .values([
      ...rows(30, { name: "stopped", urgent: true, refusals: 1 }),
      ...rows(5, { name: "again", urgent: false, refusals: 2 }),
    ])
    .execute();
  const people = (await claim({ holder: "one" })).map(({ personId }) => personId);
  assert.deepEqual([people.length, people.filter((one) => one === "again").length], [10, 1]);
  await clear();
});

test("one look tells what AWS has done with ten removals, and none is asked about by itself", async () => {
  const keys = Array.from({ length: 14 }, () => w.freshKey());
  for (const key of keys) await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(890));
  await w.forgetCalls();
  await v.liveUntil(v.after(60));
  for (const key of keys) assert.equal(await v.held(key), false);
  const counts = await w.callCounts();
  assert.equal(counts.DeleteAccountAssignment, 14);
  const asked = counts.DescribeAccountAssignmentDeletionStatus ?? 0;
  // Once nobody waits for a place any more, the last are asked about one by one.
  assert.ok(asked < 14 + 7, `${asked} were asked about by themselves`);
});

test("where AWS tells of the newest last, places are found by what goes on, and everything ends all the same", async () => {
  const keys = Array.from({ length: 14 }, () => w.freshKey());
  const ids: string[] = [];
  for (const key of keys) ids.push(await w.aGrant(key, 0, 900));
  const engine = v.variant({ api: { ...v.api, firstListed: async () => [{ id: "of long ago", state: "succeeded" }] } });
  await v.liveUntil(v.after(960), engine);
  assert.deepEqual(new Set(await Promise.all(ids.map(w.stateOf))), new Set(["ended"]));
  for (const key of keys) assert.equal(await v.held(key), false);
});

test("the place of what is over stays free while it is asked how it went", async () => {
  await insertRows(10, {
    pair: (n) => `over-${n}`,
    nextAt: v.after(60),
    operation: { kind: "delete", startedAt: v.now() },
  });
  await v.ctx.db
    .updateTable("assignments")
    .set({ operationOverAt: v.now(), nextAt: v.after(-1) })
    .where("permissionSetArn", "=", "made-up")
    .execute();
  const { claimant, keys } = await claimAssignments(v.ctx, v.engine, { most: 10, mostStarts: 10 });
  for (const key of keys) await advanceAssignment(v.ctx, claimant, key);
  const rows = await v.ctx.db
    .selectFrom("assignments")
    .select(["operationOverAt", "leaseHolder"])
    .where("permissionSetArn", "=", "made-up")
    .execute();
  assert.deepEqual([keys.length, rows.every((row) => row.operationOverAt && row.leaseHolder)], [10, true]);
  await clear();
});

test("nothing is to be claimed while ten places are taken, by operations or by who is about to begin one, but what is to be asked about", async () => {
  const mayClaim = async () => (await nextDue(v.ctx.db, { now: v.now(), writesAtOnce: 10 })).mayClaim;
  const set = (pair: string, change: { operationOverAt?: Date; nextAt?: Date; leaseUntil?: Date }) =>
    v.ctx.db.updateTable("assignments").set(change).where("accountId", "=", pair).execute();
  await insertRows(2, { pair: (n) => `due-${n}`, nextAt: v.after(-1), people: "due" });
  assert.equal(await mayClaim(), true);
  const operation = { kind: "delete" as const, startedAt: v.now() };
  await insertRows(10, { pair: (n) => `op-${n}`, nextAt: v.after(60), operation });
  assert.equal(await mayClaim(), false);
  await set("op-0", { nextAt: v.now() });
  assert.equal(await mayClaim(), true, "one is to be asked about");
  await set("op-0", { leaseUntil: v.after(30) });
  assert.equal(await mayClaim(), false, "somebody asks about it");
  await set("op-1", { operationOverAt: v.now() });
  assert.equal(await mayClaim(), true, "a place is free");
  await set("due-0", { leaseUntil: v.after(30) });
  assert.equal(await mayClaim(), false, "somebody is about to take it");
  await clear();
});

test("workers that claim at the same moment never get the same row", async () => {
  await insertRows(9, { pair: (n) => `pair-${n}`, nextAt: v.after(-60) });
  const claims = await Promise.all(["a", "b", "c", "d"].map((holder) => claim({ holder })));
  const rows = claims.flat().map((key) => key.accountId);
  assert.equal(new Set(rows).size, rows.length);
  await clear();
});

test("what a clock set back left planned for tomorrow, or what nobody planned, is found by the sweep", async () => {
  await v.liveUntil(v.after(3_600));
  const tomorrow = v.after(86_400);
  await insertRows(1, { pair: () => "a", nextAt: tomorrow, operation: { kind: "delete", startedAt: v.now() } });
  await insertRows(1, { pair: () => "b", nextAt: null, operation: { kind: "create", startedAt: v.now() } });
  await insertRows(1, { pair: () => "c", nextAt: tomorrow });
  await v.ctx.db
    .insertInto("assignments")
    .values({
      ...{ personId: "x", accountId: "d", permissionSetArn: "made-up", nextAt: v.now() },
      ...{ leaseHolder: "dead", leaseUntil: tomorrow },
    })
    .execute();
  assert.equal(await planForgottenLooks(v.ctx.db, v.now()), 3, "a look planned for tomorrow's start is left alone");
  assert.equal(await planForgottenLooks(v.ctx.db, v.now()), 0);
  await clear();
});

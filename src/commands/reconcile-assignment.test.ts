import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { findNoticeFacts } from "../store/notice-facts.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

const milliseconds = (instant: string | null | undefined) => Date.parse(instant ?? "");

test("access exists only within its window, and says active only once AWS confirmed it", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 600, 3_600);
  const { startsAt, endsAt } = await v.grant(id);
  await v.liveUntil(new Date(startsAt.getTime() - 1));
  assert.equal((await v.grant(id)).state, "scheduled");
  assert.equal(await v.held(key), false);
  await v.liveUntil(v.after(30));
  const active = await v.grant(id);
  assert.equal(active.state, "active");
  assert.equal(await v.held(key), true);
  await v.liveUntil(new Date(endsAt.getTime() + 60_000));
  const ended = await v.grant(id);
  assert.deepEqual([ended.state, ended.endReason], ["ended", "elapsed"]);
  const [row, ...others] = await v.existed(key);
  assert.equal(others.length, 0);
  assert.ok(milliseconds(row?.beganAt) >= startsAt.getTime());
  assert.ok(milliseconds(row?.ceasedAt) - endsAt.getTime() <= 3_500, "gone within one AWS operation after its end");
  assert.ok(active.activatedAt && milliseconds(row?.beganAt) <= active.activatedAt.getTime());
});

test("one grant takes at most eight AWS calls from start to end", async () => {
  await fetch(`${v.simulator.url}/_simulator/calls`, { method: "DELETE" });
  const id = await w.aGrant(w.freshKey(), 0, 3_600);
  await v.liveUntil(v.after(3_700));
  assert.equal((await v.grant(id)).state, "ended");
  const { countByOperation } = (await v.control("calls")) as { countByOperation: Record<string, unknown> };
  const { recent } = (await v.control("calls")) as { recent: unknown[] };
  assert.ok(recent.length >= 6 && recent.length <= 8, JSON.stringify(countByOperation));
});

test("an assignment that stood before is used and never removed", async () => {
  const standing = v.simulator.world.assignments.all().find((row) => row.principalType === "USER");
  assert.ok(standing, "the demo organisation has standing assignments of people");
  const key = {
    personId: standing.principalId,
    accountId: standing.accountId,
    permissionSetArn: standing.permissionSetArn,
  };
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(60));
  const active = await v.grant(id);
  assert.deepEqual([active.state, active.onStanding], ["active", true]);
  await v.liveUntil(v.after(1_200));
  const ended = await v.grant(id);
  assert.deepEqual([ended.state, ended.kept], ["ended", "standing"]);
  assert.equal(await v.held(key), true);
});

test("overlapping grants keep one assignment until the last of them is over", async () => {
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 1_800);
  const second = await w.aGrant(key, 900, 1_800);
  await v.liveUntil(v.after(1_900));
  const over = await v.grant(first);
  assert.deepEqual([over.state, over.kept], ["ended", "by-another-grant"]);
  const notices = v.ctx.db.selectFrom("notices").select("id").where("grantId", "=", first);
  const told = await notices.where("kind", "=", "grant.ended").executeTakeFirstOrThrow();
  const [facts] = await findNoticeFacts(v.ctx.db, { noticeIds: [told.id], portalUrl: null });
  assert.deepEqual(facts?.goesOnUntil, (await v.grant(second)).endsAt);
  assert.equal((await v.grant(second)).state, "active");
  assert.equal((await v.existed(key)).length, 1);
  assert.equal(await v.held(key), true);
  await v.liveUntil(v.after(1_000));
  const last = await v.grant(second);
  assert.deepEqual([last.state, last.kept], ["ended", null]);
  assert.equal(await v.held(key), false);
});

test("an extension that begins at the very instant the first grant ends leaves no gap", async () => {
  const key = w.freshKey();
  await w.aGrant(key, 0, 900);
  const extension = await w.aGrant(key, 900, 900);
  await v.liveUntil(v.after(1_000));
  assert.equal((await v.grant(extension)).state, "active");
  assert.equal((await v.existed(key)).length, 1);
});

test("access ended while it is being activated is taken away as soon as AWS has made it", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 3_600);
  await v.work();
  assert.equal((await v.grant(id)).state, "activating");
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.equal((await v.grant(id)).state, "ended");
  assert.equal(await v.held(key), false);
});

test("a grant whose whole window passed while nobody worked has failed without a call to AWS", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 60, 60);
  v.simulator.clock.advance(3_600_000);
  await v.liveUntil(v.after(10));
  assert.equal((await v.grant(id)).state, "failed");
  assert.deepEqual(await v.existed(key), []);
});

test("a create that AWS accepted and then reported FAILED fails the grant in AWS's words", async () => {
  const key = w.freshKey();
  await v.control("faults", {
    operation: "CreateAccountAssignment",
    kind: "fail-late",
    message: "The role could not be provisioned.",
  });
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(60));
  const grant = await v.grant(id);
  assert.equal(grant.state, "failed");
  assert.match(grant.failure ?? "", /The role could not be provisioned/);
  assert.equal(await v.held(key), false);
});

test("a create that AWS refuses for good fails the grant; one that it throttles does not", async () => {
  const refusedKey = w.freshKey();
  await v.control("faults", { operation: "CreateAccountAssignment", kind: "error", code: "AccessDeniedException" });
  const refused = await w.aGrant(refusedKey, 0, 900);
  await v.liveUntil(v.after(30));
  assert.equal((await v.grant(refused)).state, "failed");
  await v.control("faults", { operation: "CreateAccountAssignment", kind: "throttle", times: 3 });
  const throttled = await w.aGrant(w.freshKey(), 0, 900);
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(throttled)).state, "active");
});

test("a removal that fails three times is tried until it is done, and says so meanwhile", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(899));
  await v.control("faults", { operation: "DeleteAccountAssignment", kind: "fail-late", times: 3, message: "busy" });
  await v.liveUntil(v.after(4));
  assert.equal((await v.grant(id)).state, "ending");
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(id)).state, "ended");
  assert.equal(await v.held(key), false);
  const retried = await v.ctx.db
    .selectFrom("auditEvents")
    .select("data")
    .where("grantId", "=", id)
    .where("action", "=", "grant.removal-retried")
    .orderBy("seq")
    .execute();
  assert.deepEqual(
    retried.map(({ data }) => (data as { attempts: number }).attempts),
    [1, 2],
  );
});

test("a removal that AWS refuses for twenty minutes stays visible, alarms once after two minutes, and is done when AWS gives in", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(899));
  await v.control("faults", {
    operation: "DeleteAccountAssignment",
    kind: "error",
    times: "always",
    code: "AccessDeniedException",
  });
  await v.liveUntil(v.after(1_200));
  assert.equal((await v.grant(id)).state, "ending");
  const alarms = await v.ctx.db
    .selectFrom("notices")
    .select("kind")
    .where("grantId", "=", id)
    .where("kind", "=", "grant.removal-unconfirmed")
    .execute();
  assert.equal(alarms.length, 1);
  await fetch(`${v.simulator.url}/_simulator/faults`, { method: "DELETE" });
  await v.liveUntil(v.after(30));
  assert.equal((await v.grant(id)).state, "ended");
  assert.equal(await v.held(key), false);
});

test("somebody else's removal of our assignment counts as its end", async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 900);
  await v.liveUntil(v.after(60));
  await v.api.remove(key);
  v.simulator.clock.advance(10_000);
  await v.liveUntil(v.after(900));
  assert.equal((await v.grant(id)).state, "ended");
  assert.equal(await v.held(key), false);
});

test("answers that were lost after the work was done lose nothing", async () => {
  for (const operation of ["CreateAccountAssignment", "DeleteAccountAssignment"]) {
    const key = w.freshKey();
    await v.control("faults", { operation, kind: "timeout-after" });
    const id = await w.aGrant(key, 0, 900);
    await v.liveUntil(v.after(120));
    assert.equal((await v.grant(id)).state, "active");
    await v.liveUntil(v.after(1_000));
    assert.equal((await v.grant(id)).state, "ended");
    assert.equal(await v.held(key), false);
  }
});

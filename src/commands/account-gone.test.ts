import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { anAccount } from "../../test/builders.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { planForgottenLooks } from "../store/sweep.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
});
after(() => v.stop());
afterEach(() => w.clearFaults());

/** The directory says that the account is gone, or that it is back. */
const mirror = (key: AssignmentKey, goneAt: Date | null) =>
  v.ctx.db.updateTable("accounts").set({ goneAt }).where("id", "=", key.accountId).execute();

const active = async () => {
  const key = w.freshKey();
  await v.ctx.db.deleteFrom("accounts").where("id", "=", key.accountId).execute();
  await anAccount(v.ctx.db, { id: key.accountId });
  const id = await w.aGrant(key, 0, 600);
  await v.liveUntil(v.after(30));
  assert.equal(await w.stateOf(id), "active");
  return { key, id };
};

const leaving = (key: AssignmentKey) => {
  const account = v.simulator.world.accounts.get(key.accountId);
  assert.ok(account);
  v.simulator.world.accounts.delete(key.accountId);
  return () => v.simulator.world.accounts.put(account);
};

const denied = (operation: string) =>
  w.fault({
    operation,
    kind: "error",
    times: "always",
    code: "AccessDeniedException",
    message: "not in the organisation",
  });

const noes: Record<string, () => Promise<unknown>> = {
  "knows no such account": async () => undefined,
  "denies every call": async () => {
    await denied("DeleteAccountAssignment");
    await denied("ListAccountAssignments");
  },
};

for (const [what, sayNo] of Object.entries(noes))
  test(`an account that left ends its access truthfully when AWS ${what}, and is taken up again when it comes back`, async () => {
    const { key, id } = await active();
    const comeBack = leaving(key);
    await sayNo();
    await mirror(key, v.now());
    await w.endEarly(id, key);
    await v.liveUntil(v.after(60));
    const grant = await v.grant(id);
    assert.deepEqual([grant.state, grant.kept], ["ended", "account-gone"]);
    const row = await w.row(key);
    assert.deepEqual([row.ownership, row.nextAt], ["ours", null]);
    assert.ok(row.setAsideAt);
    assert.equal(await planForgottenLooks(v.ctx.db, v.now()), 0);
    await w.forgetCalls();
    await v.liveUntil(v.after(86_400));
    assert.deepEqual(await w.callCounts(), {}, "nothing is asked while the account is away");
    comeBack();
    await w.clearFaults();
    await mirror(key, null);
    assert.equal(await v.held(key), true);
    assert.equal(await planForgottenLooks(v.ctx.db, v.now()), 1);
    await v.liveUntil(v.after(60));
    assert.deepEqual([await v.held(key), (await w.row(key)).ownership], [false, "none"]);
  });

test("AWS's no alone ends nothing: while the directory knows the account, the removal is asked for again and again", async () => {
  const { key, id } = await active();
  await denied("DeleteAccountAssignment");
  await w.endEarly(id, key);
  await v.liveUntil(v.after(120));
  assert.equal(await w.stateOf(id), "ending");
  await w.clearFaults();
  await v.liveUntil(v.after(30));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("AWS being busy is no no: what left is not given up before AWS said so", async () => {
  const { key, id } = await active();
  await w.fault({ operation: "DeleteAccountAssignment", kind: "throttle", times: "always" });
  await mirror(key, v.now());
  await w.endEarly(id, key);
  await v.liveUntil(v.after(120));
  assert.equal(await w.stateOf(id), "ending");
  await w.clearFaults();
  await v.liveUntil(v.after(60));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

test("a closed account from which AWS removes nothing is asked for less and less, and let go of as soon as AWS can", async () => {
  const { key, id } = await active();
  await v.ctx.db.updateTable("accounts").set({ state: "SUSPENDED" }).where("id", "=", key.accountId).execute();
  const words = "Obtaining permissions to manage your AWS account is taking longer than usual.";
  await w.fault({ operation: "DeleteAccountAssignment", kind: "fail-late", times: "always", message: words });
  await w.endEarly(id, key);
  // Ten minutes of it went by.
  await v.ctx.db
    .updateTable("assignments")
    .set({ unwantedSince: v.after(-600) })
    .where("personId", "=", key.personId)
    .execute();
  await w.forgetCalls();
  await v.liveUntil(v.after(1_800));
  const calls = (await w.callCounts()).DeleteAccountAssignment ?? 0;
  assert.ok(calls >= 5 && calls <= 9, `${calls} in half an hour`);
  assert.equal(await w.stateOf(id), "ending");
  assert.match((await w.row(key)).lastError ?? "", /taking longer than usual/);
  await w.clearFaults();
  await v.liveUntil(v.after(300));
  assert.deepEqual([await w.stateOf(id), await v.held(key)], ["ended", false]);
});

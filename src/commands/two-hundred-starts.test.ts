import assert from "node:assert/strict";
import { test } from "node:test";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine } from "../../test/virtual-engine.ts";

test("200 grants that start in the same minute, throttled and in conflict, all become active and all end, each once", async () => {
  const v = await startVirtualEngine({
    organisation: { seed: 200, accounts: 30, orgUnits: 3, permissionSets: 2, users: 60, groups: 2 },
    limits: { callsPerSecond: 20, writesUnderWay: 10 },
  });
  try {
    const w = engineWorld(v);
    const { world } = v.simulator;
    const accounts = world.accounts.all().filter((one) => one.id !== world.ids.managementAccountId);
    const [set] = world.permissionSets.all();
    assert.ok(set);
    // Ten accounts for twenty people each: as many pairs as there are places, so that pairs are contended all the time.
    const keys = Array.from({ length: 200 }, (_, n) => ({
      personId: world.users.all()[n % 20]?.id ?? "",
      accountId: accounts[Math.floor(n / 20)]?.id ?? "",
      permissionSetArn: set.arn,
    }));
    await w.fault({ operation: "CreateAccountAssignment", kind: "error", code: "ConflictException", times: 40 });
    const throttle = (operation: string, times: number) => w.fault({ operation, kind: "throttle", times });
    await throttle("CreateAccountAssignment", 20);
    await throttle("ListAccountAssignments", 40);
    await throttle("ListAccountAssignmentCreationStatus", 40);
    // Few: as long as looks tell what has succeeded hardly any status is asked for, and the last grant to begin may meet each of these,
    // half a minute apart.
    await throttle("DescribeAccountAssignmentCreationStatus", 6);
    const ids: string[] = [];
    for (const [n, key] of keys.entries()) ids.push(await w.aGrant(key, n % 60, 3_600));
    await v.liveUntil(v.after(400));
    const states = async () => [...new Set(await Promise.all(ids.map(w.stateOf)))];
    assert.deepEqual(await states(), ["active"]);
    assert.deepEqual(await v.control("faults"), { faults: [] }, "each of them struck");
    const endsBy = v.after(3_660);
    await v.liveUntil(endsBy);
    await v.liveUntil(v.after(400));
    assert.deepEqual(await states(), ["ended"]);
    for (const key of keys) {
      const existed = await v.existed(key);
      assert.equal(existed.length, 1);
      assert.ok(existed.every((row) => row.ceasedAt !== null));
    }
    const rows = await v.ctx.db
      .selectFrom("auditEvents")
      .select(["grantId", "action"])
      .where("action", "in", ["grant.active", "grant.ended"])
      .execute();
    assert.equal(rows.length, 400);
    assert.equal(new Set(rows.map((row) => `${row.grantId} ${row.action}`)).size, 400);
  } finally {
    await v.stop();
  }
});

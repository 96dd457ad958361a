import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { permissionSetsToDescribe } from "./sync-permission-sets.ts";

const at = new Date("2026-11-20T10:00:00.000Z");
const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const names = (count: number) => Array.from({ length: count }, (_, index) => `ps-${index}`);

describe("which permission sets are described", () => {
  it("are all of them the first time", () => {
    assert.deepEqual(permissionSetsToDescribe({ listed: names(30), held: [], at }), names(30));
  });

  it("are then the new ones, and the tenth that was seen longest ago", () => {
    const held = names(30).map((arn, index) => ({ arn, describedAt: minutesAgo(index) }));
    const listed = ["new", ...names(30)];
    assert.deepEqual(permissionSetsToDescribe({ listed, held, at }), ["new", "ps-29", "ps-28", "ps-27"]);
  });

  it("are also those that no sync came to for too long, and never those that are not listed", () => {
    const held = names(30).map((arn, index) => ({ arn, describedAt: minutesAgo(index < 12 ? 50 : 0) }));
    assert.equal(permissionSetsToDescribe({ listed: names(30), held, at }).length, 12);
    assert.deepEqual(permissionSetsToDescribe({ listed: [], held, at }), []);
  });

  it("come round within the hour when syncs are five minutes apart", () => {
    const held = names(750).map((arn) => ({ arn, describedAt: minutesAgo(0) }));
    for (let minutes = 5; minutes <= 55; minutes += 5) {
      const now = new Date(at.getTime() + minutes * 60_000);
      const due = new Set(permissionSetsToDescribe({ listed: names(750), held, at: now }));
      assert.ok(due.size <= 75, `${due.size} at once`);
      for (const row of held) if (due.has(row.arn)) row.describedAt = now;
    }
    assert.ok(held.every((row) => row.describedAt > at));
  });
});

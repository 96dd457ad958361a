import assert from "node:assert/strict";
import { test } from "node:test";
import { sumOfChanges, sumOfThings, took } from "./sync-words.ts";

test("what was read and what changed is told in numbers, and nothing as nothing", () => {
  assert.equal(sumOfThings({ accounts: 1_200, people: 1, gone: 4 }), "1,200 accounts, 1 person");
  assert.equal(sumOfChanges({ accounts: 3, added: 2, gone: 0, membershipsRemoved: 1 }), "2 new, 1 left groups");
  assert.equal(sumOfChanges({ accounts: 3, added: 0 }), "Nothing");
});

test("a sync that goes on has no length", () => {
  const startedAt = "2026-11-20T10:00:00.000Z";
  assert.equal(took({ startedAt, finishedAt: null }), "Not done yet");
  assert.equal(took({ startedAt, finishedAt: "2026-11-20T10:00:02.400Z" }), "2 s");
  assert.equal(took({ startedAt, finishedAt: "2026-11-20T10:03:10.000Z" }), "3 min");
});

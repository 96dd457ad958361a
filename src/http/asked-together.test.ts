import assert from "node:assert/strict";
import { test } from "node:test";
import { askedTogether } from "./asked-together.ts";

test("what is asked in one turn is read once, what is asked after it anew, and who fails together is told so", async () => {
  const readings: string[][] = [];
  const ask = askedTogether(async (keys) => {
    readings.push(keys);
    if (keys.includes("bad")) throw new Error("the database is away");
    return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, key.length]));
  });
  assert.deepEqual(await Promise.all(["a", "bcd", "a", "nobody"].map(ask)), [1, 3, 1, undefined]);
  assert.equal(await ask("a"), 1);
  assert.deepEqual(readings, [["a", "bcd", "nobody"], ["a"]]);
  const failed = await Promise.allSettled(["bad", "a"].map(ask));
  assert.deepEqual(
    failed.map(({ status }) => status),
    ["rejected", "rejected"],
  );
});

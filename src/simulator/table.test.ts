import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "./table.ts";

type Row = { id: string; colour: string };

const rowsOf = (changed = () => {}) =>
  table<Row, "colour">({ key: (row) => row.id, indexes: { colour: (row) => row.colour } }, changed);

test("a replaced row is found under its new index value only, and keeps its place", () => {
  const rows = rowsOf();
  rows.put({ id: "a", colour: "red" });
  rows.put({ id: "b", colour: "red" });
  rows.put({ id: "a", colour: "blue" });
  assert.deepEqual(
    rows.where("colour", "red").map((row) => row.id),
    ["b"],
  );
  assert.deepEqual(
    rows.where("colour", "blue").map((row) => row.id),
    ["a"],
  );
  assert.deepEqual(
    rows.all().map((row) => row.id),
    ["a", "b"],
  );
});

test("a deleted row is found nowhere, and deleting it again says so", () => {
  let changes = 0;
  const rows = rowsOf(() => {
    changes += 1;
  });
  rows.put({ id: "a", colour: "red" });
  assert.equal(rows.delete("a"), true);
  assert.equal(rows.delete("a"), false);
  assert.equal(rows.count("colour", "red"), 0);
  assert.equal(rows.get("a"), undefined);
  assert.equal(changes, 2);
});

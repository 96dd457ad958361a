import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { directoryChange } from "./directory-change.ts";

type Thing = { id: string; name: string; path: string[] };

const thing = (id: string, name = id): Thing => ({ id, name, path: ["r", id] });
const held = (id: string, facts: { name?: string; gone?: boolean } = {}) => ({
  ...thing(id, facts.name ?? id),
  goneAt: facts.gone ? new Date(0) : null,
});
const change = (before: ReturnType<typeof held>[], seen: Thing[], acceptLargeRemovals = false) =>
  directoryChange({ held: before, seen, idOf: (one) => one.id, acceptLargeRemovals });
const many = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

describe("what a newly read list means", () => {
  it("tells what is new, different, back and gone, and leaves the rest alone", () => {
    const result = change(
      [held("same"), held("renamed", { name: "old" }), held("back", { gone: true }), held("lost")],
      [thing("same"), thing("renamed"), thing("back"), thing("new")],
    );
    assert.deepEqual(result.added, [thing("new")]);
    assert.deepEqual(result.changed, [{ now: thing("renamed"), was: { name: "old" } }]);
    assert.deepEqual(result.back, [thing("back")]);
    assert.deepEqual(result.gone, [held("lost")]);
  });

  it("notices a change deep inside", () => {
    const moved = { ...thing("a"), path: ["r", "elsewhere", "a"] };
    assert.deepEqual(change([held("a")], [moved]).changed, [{ now: moved, was: { path: ["r", "a"] } }]);
  });

  it("takes the later of two tellings of the same thing", () => {
    assert.deepEqual(change([], [thing("a", "first"), thing("a", "second")]).added, [thing("a", "second")]);
  });

  it("does not believe that more than half is gone, nor that everything is", () => {
    const before = many(40).map((id) => held(id));
    const nineteenLeft = change(before, before.slice(0, 19));
    assert.deepEqual(nineteenLeft.gone, []);
    assert.equal(nineteenLeft.heldBack, 21);
    assert.equal(change(before, []).heldBack, 40);
    assert.equal(change(before, before.slice(0, 20)).gone.length, 20);
  });

  it("believes it of a handful, and when somebody said so", () => {
    assert.equal(
      change(
        many(8).map((id) => held(id)),
        [],
      ).gone.length,
      8,
    );
    assert.equal(
      change(
        many(40).map((id) => held(id)),
        [],
        true,
      ).gone.length,
      40,
    );
  });

  it("counts as gone only what was not gone before", () => {
    assert.deepEqual(change([held("a", { gone: true })], []).gone, []);
  });
});

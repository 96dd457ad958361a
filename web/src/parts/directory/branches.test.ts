import assert from "node:assert/strict";
import { test } from "node:test";
import { branchesOf, coveredAccounts, coveredBy, matching } from "./branches.ts";

const unit = (id: string, parentId: string | null, accounts: number, accountsBelow: number) => ({
  id,
  name: `Unit ${id}`,
  parentId,
  accounts,
  accountsBelow,
  abilities: {},
});

const tree = branchesOf([
  unit("r", null, 1, 10),
  unit("a", "r", 2, 6),
  unit("b", "a", 4, 4),
  unit("c", "r", 3, 3),
  unit("lost", "gone", 5, 5),
]);

test("a unit without its parent stands at the top", () => {
  assert.deepEqual(
    tree.roots.map(({ id }) => id),
    ["r", "lost"],
  );
  assert.deepEqual(
    tree.above("b").map(({ id }) => id),
    ["a", "r"],
  );
});

test("an account that several chosen units cover is counted once", () => {
  const direct = (id: string) => ({ id, includeChildOus: false });
  const whole = (id: string) => ({ id, includeChildOus: true });
  assert.equal(coveredAccounts(tree, [direct("a")]), 2);
  assert.equal(coveredAccounts(tree, [whole("a"), whole("b"), direct("c")]), 9);
  assert.equal(coveredAccounts(tree, [whole("r"), direct("a"), whole("c")]), 10);
  assert.equal(coveredAccounts(tree, [whole("unknown")]), 0);
  assert.equal(coveredBy(tree, [whole("r"), direct("a")], "b")?.id, "r");
  assert.equal(coveredBy(tree, [direct("a"), whole("b")], "b"), undefined);
});

test("a search shows what matches with everything above and below it", () => {
  const { found, shown, open } = matching(tree, " UNIT A ");
  assert.deepEqual([found, shown, open], [1, new Set(["r", "a", "b"]), new Set(["r"])]);
  assert.equal(matching(tree, "nothing").found, 0);
});

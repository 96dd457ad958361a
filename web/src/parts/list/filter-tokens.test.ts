import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, tokensOf } from "./filter-tokens.ts";
import type { ListFilter } from "./list-filter.ts";

const filters: ListFilter[] = [
  { key: "state", label: "State", many: "States", kind: "choice", options: [] },
  { key: "account", label: "Account", many: "Accounts", kind: "typed" },
  { key: "search", label: "Text", many: "Texts", kind: "text" },
];

test("an address read as tokens and written again is the same", () => {
  const address = { state: "pending,approved", account: "111122223333", search: "two words" };
  assert.deepEqual(addressOf(tokensOf(address, filters), filters), address);
});

test("a removed token leaves the address, and what the list does not know never comes in", () => {
  const tokens = [
    { propertyKey: "state", operator: "=" as const, value: ["pending"] },
    { operator: ":" as const, value: "  " },
  ];
  assert.deepEqual(addressOf(tokens, filters), { state: "pending", account: undefined, search: undefined });
  assert.deepEqual(tokensOf({ view: "mine", cursor: "x" }, filters), []);
});

test("of two values for one filter the later one holds", () => {
  const token = (value: string) => ({ propertyKey: "account", operator: "=" as const, value });
  assert.equal(addressOf([token("1"), token("2")], filters).account, "2");
});

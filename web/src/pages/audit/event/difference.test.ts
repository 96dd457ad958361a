import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, shown } from "./difference.ts";

test("only what differs is told, field by field", () => {
  const before = { name: "Leads", needed: 1, notifications: { email: true, audit: null }, scopes: ["a"] };
  const after = { name: "Leads", needed: 2, notifications: { email: true, audit: "x@y.example" }, scopes: ["a", "b"] };
  assert.deepEqual(differences(before, after), [
    { path: "needed", before: "1", after: "2" },
    { path: "notifications.audit", before: undefined, after: "x@y.example" },
    { path: "scopes", before: "a", after: "a\nb" },
  ]);
});

test("what was made is all new, and what was deleted all gone", () => {
  assert.deepEqual(differences(null, { state: "active" }), [{ path: "state", before: undefined, after: "active" }]);
  assert.deepEqual(differences({ state: "active" }, undefined), [
    { path: "state", before: "active", after: undefined },
  ]);
});

test("text that looks like markup stays text, and things within lists can be read", () => {
  assert.equal(shown("<b>hi</b>"), "<b>hi</b>");
  assert.equal(shown([{ type: "ou", includeChildOus: true }, "b"]), "type: ou, include child ous: true\nb");
  assert.equal(shown([]), "none");
});

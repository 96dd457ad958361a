import assert from "node:assert/strict";
import { test } from "node:test";
import { isReachedFrom, nextPolicyStep, type SeenPolicy, type WantedPolicy } from "./cut-policy.ts";

const wanted: WantedPolicy = { content: '{"a":1}', targetId: "r-root" };
const seen: SeenPolicy = { id: "p-1", content: '{"a":1}', targets: ["r-root"] };

test("a policy is made, filled, attached, and then left alone", () => {
  assert.deepEqual(nextPolicyStep(wanted, undefined), { do: "create", content: '{"a":1}' });
  assert.deepEqual(nextPolicyStep(wanted, { ...seen, content: '{"a":2}' }), { do: "update", content: '{"a":1}' });
  assert.deepEqual(nextPolicyStep(wanted, { ...seen, targets: [] }), { do: "attach", targetId: "r-root" });
  assert.deepEqual(nextPolicyStep(wanted, { ...seen, targets: ["r-root", "ou-1"] }), {
    do: "detach",
    targetId: "ou-1",
  });
  assert.deepEqual(nextPolicyStep(wanted, { ...seen, content: '{ "a": 1 }' }), { do: "nothing" });
  assert.deepEqual(nextPolicyStep(wanted, { ...seen, content: "no JSON" }), { do: "update", content: '{"a":1}' });
});

test("a policy that nothing needs is detached everywhere and deleted", () => {
  assert.deepEqual(nextPolicyStep(undefined, seen), { do: "detach", targetId: "r-root" });
  assert.deepEqual(nextPolicyStep(undefined, { ...seen, targets: [] }), { do: "remove" });
  assert.deepEqual(nextPolicyStep(undefined, undefined), { do: "nothing" });
});

test("a policy reaches what lies under its target, never the management account", () => {
  const account = {
    ...({ id: "111122223333", name: "a", email: "", state: "ACTIVE", orgUnitId: "ou-1", goneAt: null } as const),
    path: ["r-root", "ou-1"],
    isManagement: false,
  };
  for (const target of [undefined, "r-root", "ou-1", account.id]) assert.equal(isReachedFrom(target, account), true);
  assert.equal(isReachedFrom("ou-2", account), false);
  assert.equal(isReachedFrom(undefined, { ...account, isManagement: true }), false);
  assert.equal(isReachedFrom("ou-2", undefined), true);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coveringPolicies, scopeCovers } from "./covering-policies.ts";
import { eligibilityOf, ruleOn, strictest } from "./eligibility.ts";
import type { EligibilityPolicy, Principal, Scope } from "./policies.ts";

const ous = ["r", "a", "b", "c", "d", "e"];
const roles = ["admin", "reader"];

/** A tree in which each OU hangs below one that comes earlier; the first is the root. */
const aTree = fc
  .tuple(...ous.slice(1).map((_, index) => fc.nat({ max: index })))
  .map((parents) => new Map(ous.map((id, index) => [id, index === 0 ? null : (ous[parents[index - 1] ?? 0] ?? "r")])));

const pathIn = (tree: ReadonlyMap<string, string | null>, id: string): string[] => {
  const parent = tree.get(id);
  return parent ? [...pathIn(tree, parent), id] : [id];
};

const aScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ type: fc.constant("account" as const), id: fc.constantFrom("1", "2", "r") }),
  fc.record({
    type: fc.constant("ou" as const),
    id: fc.constantFrom(...ous, "gone", "1"),
    includeChildOus: fc.boolean(),
  }),
);

const aPrincipal: fc.Arbitrary<Principal> = fc.record({
  type: fc.constantFrom("user" as const, "group" as const),
  id: fc.constantFrom("me", "team", "others"),
});

const aPolicy: fc.Arbitrary<EligibilityPolicy> = fc.record({
  id: fc.uuid(),
  name: fc.constant("policy"),
  principals: fc.array(aPrincipal, { maxLength: 3 }),
  scopes: fc.array(aScope, { maxLength: 4 }),
  permissionSetArns: fc.subarray(roles),
  maxDurationMinutes: fc.option(fc.integer({ min: 15, max: 1_000 })),
  approvalRequired: fc.boolean(),
});

/** What the product description says, word for word and slowly. */
const inOrgUnit = (tree: ReadonlyMap<string, string | null>, at: string | null | undefined, scope: Scope): boolean => {
  if (scope.type !== "ou" || !at) return false;
  if (at === scope.id) return true;
  return scope.includeChildOus && inOrgUnit(tree, tree.get(at), scope);
};

const anOrganisation = fc.record({
  tree: aTree,
  holder: fc.constantFrom(...ous),
  policies: fc.array(aPolicy, { maxLength: 6 }),
});

test("an OU means the accounts directly in it, with includeChildOus its whole subtree, and the root is an OU too", () => {
  fc.assert(
    fc.property(anOrganisation, ({ tree, holder, policies }) => {
      const account = { id: "1", orgUnitId: holder, path: pathIn(tree, holder) };
      const naive = (scope: Scope) => (scope.type === "account" ? scope.id === "1" : inOrgUnit(tree, holder, scope));
      const expected = policies.filter(({ scopes }) => scopes.some(naive)).map(({ id }) => id);
      for (const { scopes } of policies)
        assert.equal(
          scopes.some((scope) => scopeCovers(scope, account)),
          scopes.some(naive),
        );
      const covering = coveringPolicies(policies)(account).map(({ id }) => id);
      assert.deepEqual([...covering].sort(), [...expected].sort());
    }),
  );
});

test("the policies that match person, account and role, and only those, decide: strictest approval, longest maximum", () => {
  fc.assert(
    fc.property(anOrganisation, fc.constantFrom(...roles), ({ tree, holder, policies }, role) => {
      const account = { id: "1", orgUnitId: holder, path: pathIn(tree, holder) };
      const person = { id: "me", groupIds: ["team"] };
      const isMe = ({ type, id }: Principal) => (type === "user" ? id === "me" : id === "team");
      const matching = policies.filter(
        (policy) =>
          policy.principals.some(isMe) &&
          policy.permissionSetArns.includes(role) &&
          policy.scopes.some((scope) => scopeCovers(scope, account)),
      );
      const ruling = eligibilityOf({ person, policies, globalMaxMinutes: 540 })(account, role);
      assert.equal(ruling !== undefined, matching.length > 0);
      if (!ruling) return;
      assert.equal(ruling.approvalRequired, matching.filter((policy) => policy.approvalRequired).length > 0);
      const maxima = matching.map((policy) => (policy.maxDurationMinutes === null ? 540 : policy.maxDurationMinutes));
      assert.equal(ruling.maxDurationMinutes, maxima.sort((a, b) => b - a)[0]);
    }),
  );
});

test("a policy without a maximum takes the global one, shorter or longer than its neighbour's", () => {
  const rule = (maxDurationMinutes: number | null) => ({ maxDurationMinutes, approvalRequired: false });
  assert.equal(ruleOn([rule(60), rule(null)], 540)?.maxDurationMinutes, 540);
  assert.equal(ruleOn([rule(600), rule(null)], 540)?.maxDurationMinutes, 600);
  assert.equal(ruleOn([rule(60)], 540)?.maxDurationMinutes, 60);
  assert.equal(ruleOn([], 540), undefined);
});

test("several accounts in one request: eligible in each, approval if one asks for it, the shortest maximum", () => {
  const one = { maxDurationMinutes: 60, approvalRequired: false };
  const other = { maxDurationMinutes: 120, approvalRequired: true };
  assert.deepEqual(strictest([one, other]), { maxDurationMinutes: 60, approvalRequired: true });
  assert.equal(strictest([one, undefined]), undefined);
  assert.equal(strictest([]), undefined);
});

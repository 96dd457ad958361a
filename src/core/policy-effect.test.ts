import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CoveredSets, policyEffect, type Tuple } from "./policy-effect.ts";

const ids = (prefix: string) =>
  fc.subarray([1, 2, 3, 4].map((n) => `${prefix}${n}`)).map((some) => new Set(some) as ReadonlySet<string>);
const sets: fc.Arbitrary<CoveredSets> = fc.record({
  people: ids("p"),
  accounts: ids("a"),
  permissionSets: ids("r"),
  approvalRequired: fc.boolean(),
});

/** The plain way: every tuple, one by one. */
const covers = (policy: CoveredSets, tuple: Tuple) =>
  policy.people.has(tuple.personId) &&
  policy.accounts.has(tuple.accountId) &&
  policy.permissionSets.has(tuple.permissionSetArn);

const everyTuple = [1, 2, 3, 4].flatMap((p) =>
  [1, 2, 3, 4].flatMap((a) =>
    [1, 2, 3, 4].map((r) => ({ personId: `p${p}`, accountId: `a${a}`, permissionSetArn: `r${r}` })),
  ),
);

test("classes give the same answer as looking at every person, account and role", () => {
  fc.assert(
    fc.property(
      fc.option(sets, { nil: undefined }),
      fc.option(sets, { nil: undefined }),
      fc.array(sets, { maxLength: 5 }),
      (before, after, others) => {
        const expected = { gains: 0, loses: 0, approvalDropped: 0, approvalAdded: 0 };
        for (const tuple of everyTuple) {
          const now = [...others, ...(before ? [before] : [])].filter((policy) => covers(policy, tuple));
          const then = [...others, ...(after ? [after] : [])].filter((policy) => covers(policy, tuple));
          const needed = now.some((policy) => policy.approvalRequired);
          const willBeNeeded = then.some((policy) => policy.approvalRequired);
          if (now.length === 0 && then.length > 0) expected.gains += 1;
          else if (now.length > 0 && then.length === 0) expected.loses += 1;
          else if (needed && !willBeNeeded) expected.approvalDropped += 1;
          else if (!needed && willBeNeeded) expected.approvalAdded += 1;
        }
        const effect = policyEffect({ before, after, others, most: 3 });
        assert.equal(effect.gains.count, expected.gains);
        assert.equal(effect.loses.count, expected.loses);
        assert.equal(effect.approvalDropped.count, expected.approvalDropped);
        assert.equal(effect.approvalAdded.count, expected.approvalAdded);
        assert.equal(effect.gains.items.length, Math.min(3, expected.gains));
        for (const tuple of effect.gains.items) assert.ok(after && covers(after, tuple));
      },
    ),
    { numRuns: 500 },
  );
});

test("a policy for everybody everywhere is counted in a moment", () => {
  const many = (prefix: string, count: number) => new Set(Array.from({ length: count }, (_, n) => `${prefix}${n}`));
  const after = {
    people: many("p", 20_000),
    accounts: many("a", 5_000),
    permissionSets: many("r", 50),
    approvalRequired: true,
  };
  const others = Array.from({ length: 100 }, (_, n) => ({
    people: many("p", 100 * n),
    accounts: many("a", 40 * n),
    permissionSets: many("r", n % 10),
    approvalRequired: n % 2 === 0,
  }));
  const started = performance.now();
  const effect = policyEffect({ before: undefined, after, others, most: 100 });
  assert.ok(performance.now() - started < 10_000);
  assert.ok(effect.gains.count > 4_900_000_000 - 20_000 * 5_000 * 50 * 0.1);
  assert.equal(effect.gains.people, 20_000);
});

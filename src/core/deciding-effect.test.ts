import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DecidingSets, decidingEffect } from "./deciding-effect.ts";

const some = (prefix: string) =>
  fc.subarray([1, 2, 3].map((n) => `${prefix}${n}`)).map((ids) => new Set(ids) as ReadonlySet<string>);
const sets: fc.Arbitrary<DecidingSets> = fc.record({
  people: some("p"),
  accounts: some("a"),
  permissionSets: some("r"),
  approvalsNeeded: fc.integer({ min: 1, max: 3 }),
});
const places = ["a1", "a2", "a3"].flatMap((accountId) =>
  ["r1", "r2", "r3"].map((permissionSetArn) => ({ accountId, permissionSetArn })),
);

/** The plain way: every role in every account, one by one. */
const rulingAt = (place: (typeof places)[number], policies: DecidingSets[]) => {
  const holding = policies.filter(
    ({ accounts, permissionSets }) => accounts.has(place.accountId) && permissionSets.has(place.permissionSetArn),
  );
  const needed = holding.length === 0 ? null : Math.max(...holding.map(({ approvalsNeeded }) => approvalsNeeded));
  return { needed, approvers: new Set(holding.flatMap(({ people }) => [...people])).size };
};

test("classes give the same answer as looking at every role in every account", () => {
  fc.assert(
    fc.property(
      fc.option(sets, { nil: undefined }),
      fc.option(sets, { nil: undefined }),
      fc.array(sets, { maxLength: 4 }),
      (before, after, others) => {
        const sides = [before, after].filter((side) => side !== undefined);
        const expected = new Map<string, number>();
        let undecidable = 0;
        for (const place of places) {
          if (
            !sides.some((side) => side.accounts.has(place.accountId) && side.permissionSets.has(place.permissionSetArn))
          )
            continue;
          const now = rulingAt(place, before ? [...others, before] : others);
          const then = rulingAt(place, after ? [...others, after] : others);
          if (then.approvers < (then.needed ?? 1)) undecidable += 1;
          const key = `${now.needed} ${then.needed}`;
          if (now.needed !== then.needed) expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const effect = decidingEffect({ before, after, others, most: 2 });
        const told = effect.approvalsNeeded.map(({ from, to, count }) => [`${from} ${to}`, count] as const);
        assert.deepEqual(new Map(told), expected);
        assert.equal(effect.undecidable.count, undecidable);
        for (const { count, items } of [...effect.approvalsNeeded, effect.undecidable])
          assert.equal(items.length, Math.min(2, count));
      },
    ),
    { numRuns: 500 },
  );
});

import type { Screen } from "../screen.ts";
import type { Effect, PolicyKind } from "./policy-kinds.ts";

type Item = { person?: { displayName: string }; account: { name: string }; permissionSet: { name: string } };

const shown = 5;

const spoken = ({ person, account, permissionSet }: Item) =>
  `${person ? `${person.displayName}: ` : ""}${permissionSet.name} in ${account.name}`;

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);

/** Who gains and who loses by a change, before it is made. */
export const showEffect = (screen: Screen, kind: PolicyKind, effect: Effect): void => {
  const verb = kind === "eligibility" ? "ask" : "decide";
  const told: [string, number, Item[]][] = [
    [`${people(effect.gains.people)} could newly ${verb}`, effect.gains.count, effect.gains.items],
    [`${people(effect.loses.people)} could no longer ${verb}`, effect.loses.count, effect.loses.items],
    [
      `${people(effect.approvalDropped.people)} would need no approval any more`,
      effect.approvalDropped.count,
      effect.approvalDropped.items,
    ],
    [
      `${people(effect.approvalAdded.people)} would need approval from then on`,
      effect.approvalAdded.count,
      effect.approvalAdded.items,
    ],
    ...effect.approvalsNeeded.map(({ from, to, count, items }): [string, number, Item[]] => [
      `approvals needed: ${from ?? "nobody could decide"} → ${to ?? "nobody could decide"}`,
      count,
      items,
    ]),
    ["too few people could approve", effect.undecidable.count, effect.undecidable.items],
    [
      `access that is open would lose its eligibility and ${effect.openAccess.onLostEligibility === "end" ? "end within a minute" : "go on, with a warning"}`,
      effect.openAccess.count,
      effect.openAccess.items,
    ],
  ];
  const lines = told.filter(([, count]) => count > 0);
  if (lines.length === 0) screen.note("Nobody gains and nobody loses by it.");
  for (const [words, count, items] of lines) {
    screen.note(`${words}: ${count} in all`);
    for (const item of items.slice(0, shown)) screen.note(`  ${spoken(item)}`);
    if (count > shown)
      screen.note(`  and ${count - Math.min(shown, items.length)} more; --dry-run --json tells the first hundred`);
  }
};

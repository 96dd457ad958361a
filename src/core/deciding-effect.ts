import { afterBit, beforeBit, classesOf, noBits, signaturesOf, withBits } from "./policy-classes.ts";

/** One approval policy as sets: who decides about which roles in which accounts, and how many must agree. */
export type DecidingSets = {
  people: ReadonlySet<string>;
  accounts: ReadonlySet<string>;
  permissionSets: ReadonlySet<string>;
  approvalsNeeded: number;
};

type Place = { accountId: string; permissionSetArn: string };

/** Roles in accounts: exactly how many, and the first of them. */
export type Places = { count: number; items: Place[] };

export type DecidingEffect = {
  /** Where another number of approvals is needed than before. Null: no approval policy holds there. */
  approvalsNeeded: (Places & { from: number | null; to: number | null })[];
  /** Where fewer people could decide afterwards than must agree. */
  undecidable: Places;
};

type Ruling = { needed: number | null; approvers: number };

const empty = (): Places => ({ count: 0, items: [] });

const addTo = (places: Places, facts: { accounts: string[]; permissionSets: string[]; most: number }) => {
  const { accounts, permissionSets, most } = facts;
  places.count += accounts.length * permissionSets.length;
  for (const accountId of places.items.length < most ? accounts : [])
    for (const permissionSetArn of permissionSets)
      if (places.items.length < most) places.items.push({ accountId, permissionSetArn });
};

/** How the policies whose bits are set rule together: approvers add up, the largest number holds. The same bits are looked at once. */
const rulings = (policies: readonly { bit: bigint; policy: DecidingSets }[]) => {
  const known = new Map<bigint, Ruling>();
  return (bits: bigint): Ruling => {
    const before = known.get(bits);
    if (before) return before;
    const holding = policies.flatMap(({ bit, policy }) => ((bits & bit) === noBits ? [] : [policy]));
    const [first, ...more] = holding.map(({ people }) => people);
    const approvers = more.length === 0 ? first : new Set([first ?? [], ...more].flatMap((people) => [...people]));
    const needed = holding.length === 0 ? null : Math.max(1, ...holding.map((policy) => policy.approvalsNeeded));
    const ruling = { needed, approvers: approvers?.size ?? 0 };
    known.set(bits, ruling);
    return ruling;
  };
};

/** What becomes of deciding where `before` or `after` holds, when one takes the place of the other while `others` stay. */
export const decidingEffect = (facts: {
  before: DecidingSets | undefined;
  after: DecidingSets | undefined;
  others: readonly DecidingSets[];
  most: number;
}): DecidingEffect => {
  const policies = withBits(facts);
  const rulingOf = rulings(policies);
  const accountBits = signaturesOf(policies.map(({ bit, policy }) => ({ bit, ids: policy.accounts })));
  const roleBits = signaturesOf(policies.map(({ bit, policy }) => ({ bit, ids: policy.permissionSets })));
  const changes = new Map<string, DecidingEffect["approvalsNeeded"][number]>();
  const undecidable = empty();
  for (const [mask, permissionSets] of classesOf(roleBits, ~noBits))
    for (const [bits, accounts] of classesOf(accountBits, mask)) {
      const { needed: from } = rulingOf(bits & ~afterBit);
      const { needed: to, approvers } = rulingOf(bits & ~beforeBit);
      const found = { accounts, permissionSets, most: facts.most };
      if (approvers < (to ?? 1)) addTo(undecidable, found);
      if (from === to) continue;
      const change = changes.get(`${from} ${to}`) ?? { from, to, ...empty() };
      changes.set(`${from} ${to}`, change);
      addTo(change, found);
    }
  return {
    approvalsNeeded: [...changes.values()].sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.to ?? 0) - (b.to ?? 0)),
    undecidable,
  };
};

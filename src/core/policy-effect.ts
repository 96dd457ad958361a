import { afterBit, beforeBit, classesOf, noBits, signaturesOf, withBits } from "./policy-classes.ts";

/**
 * What a change of policies does, counted exactly without building the product of people × accounts × roles: whatever the same
 * policies cover behaves the same, so people, accounts and roles are first put into classes, and only classes are multiplied.
 */

/** One policy as sets. `changed` is the one that the change is about, as it is before or after it. */
export type CoveredSets = {
  people: ReadonlySet<string>;
  accounts: ReadonlySet<string>;
  permissionSets: ReadonlySet<string>;
  /** Whether approval is needed for what it covers; meaningless for approval policies. */
  approvalRequired: boolean;
};

export type Tuple = { personId: string; accountId: string; permissionSetArn: string };

export type Effect = {
  /** Exactly how many (person, account, role) it is true of. */
  count: number;
  /** Exactly how many people. */
  people: number;
  /** The first of them, as many as were asked for. */
  items: Tuple[];
};

export type PolicyEffect = { gains: Effect; loses: Effect; approvalDropped: Effect; approvalAdded: Effect };

type Verdict = keyof PolicyEffect;

/** What the change means for whatever exactly these policies cover. */
const verdictOn = (bits: bigint, requiring: { before: bigint; after: bigint }): Verdict | undefined => {
  const before = bits & ~afterBit;
  const after = bits & ~beforeBit;
  if (before === noBits) return after === noBits ? undefined : "gains";
  if (after === noBits) return "loses";
  const requiredBefore = (before & requiring.before) !== noBits;
  const requiredAfter = (after & requiring.after) !== noBits;
  if (requiredBefore === requiredAfter) return undefined;
  return requiredBefore ? "approvalDropped" : "approvalAdded";
};

type Members = { people: string[]; accounts: string[]; permissionSets: string[] };

const addTo = (effect: Effect & { who: Set<string> }, members: Members, most: number) => {
  effect.count += members.people.length * members.accounts.length * members.permissionSets.length;
  for (const personId of members.people) {
    effect.who.add(personId);
    for (const accountId of effect.items.length < most ? members.accounts : [])
      for (const permissionSetArn of members.permissionSets)
        if (effect.items.length < most) effect.items.push({ personId, accountId, permissionSetArn });
  }
};

/** Who gains, who loses, and who needs approval no longer or anew, when `before` becomes `after` while `others` stay. */
export const policyEffect = (facts: {
  before: CoveredSets | undefined;
  after: CoveredSets | undefined;
  others: readonly CoveredSets[];
  most: number;
}): PolicyEffect => {
  const policies = withBits(facts);
  const signatures = (part: "people" | "accounts" | "permissionSets") =>
    signaturesOf(policies.map(({ bit, policy }) => ({ bit, ids: policy[part] })));
  const requiringBits = policies.reduce(
    (bits, { bit, policy }) => (policy.approvalRequired ? bits | bit : bits),
    noBits,
  );
  const requiring = { before: requiringBits & ~afterBit, after: requiringBits & ~beforeBit };
  const empty = () => ({ count: 0, people: 0, items: [] as Tuple[], who: new Set<string>() });
  const effects = { gains: empty(), loses: empty(), approvalDropped: empty(), approvalAdded: empty() };
  const [peopleBits, accountBits] = [signatures("people"), signatures("accounts")];
  for (const [roleBits, permissionSets] of classesOf(signatures("permissionSets"), ~noBits)) {
    const accountClasses = classesOf(accountBits, roleBits);
    for (const [personBits, people] of classesOf(peopleBits, roleBits))
      for (const [bits, accounts] of accountClasses) {
        const verdict = verdictOn(bits & personBits, requiring);
        if (verdict) addTo(effects[verdict], { people, accounts, permissionSets }, facts.most);
      }
  }
  const told = ({ who, ...effect }: Effect & { who: Set<string> }): Effect => ({ ...effect, people: who.size });
  return {
    gains: told(effects.gains),
    loses: told(effects.loses),
    approvalDropped: told(effects.approvalDropped),
    approvalAdded: told(effects.approvalAdded),
  };
};

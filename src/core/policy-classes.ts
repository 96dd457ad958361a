/**
 * People, accounts and roles put into classes by the policies that hold them: whatever the same policies hold behaves the same, so only
 * classes are multiplied. A policy is one bit; the change itself has two, one for each side of it.
 */
export const noBits = 0n;
export const beforeBit = 1n;
export const afterBit = 2n;
const otherBits = (index: number) => 1n << BigInt(index + 2);

/** Members by the exact set of policies (as bits, within `mask`) that hold them; who is in neither side of the change is left out. */
export const classesOf = (signatures: ReadonlyMap<string, bigint>, mask: bigint): Map<bigint, string[]> => {
  const classes = new Map<bigint, string[]>();
  for (const [id, bits] of signatures) {
    const within = bits & mask;
    if ((within & (beforeBit | afterBit)) === noBits) continue;
    const members = classes.get(within);
    if (members) members.push(id);
    else classes.set(within, [id]);
  }
  return classes;
};

export const signaturesOf = (sets: readonly { bit: bigint; ids: ReadonlySet<string> }[]): Map<string, bigint> => {
  const signatures = new Map<string, bigint>();
  const ofTheChange = sets.filter(({ bit }) => bit === beforeBit || bit === afterBit);
  for (const { ids } of ofTheChange) for (const id of ids) signatures.set(id, noBits);
  for (const { bit, ids } of sets) {
    const [smaller, isIn] = ids.size < signatures.size ? [ids, signatures] : [signatures.keys(), ids];
    for (const id of smaller) if (isIn.has(id)) signatures.set(id, (signatures.get(id) ?? noBits) | bit);
  }
  return signatures;
};

/** Each policy with its bit: the change before and after, as far as there is one, and the others. */
export const withBits = <Policy>(facts: {
  before: Policy | undefined;
  after: Policy | undefined;
  others: readonly Policy[];
}): { bit: bigint; policy: Policy }[] => [
  ...(facts.before ? [{ bit: beforeBit, policy: facts.before }] : []),
  ...(facts.after ? [{ bit: afterBit, policy: facts.after }] : []),
  ...facts.others.map((policy, index) => ({ bit: otherBits(index), policy })),
];

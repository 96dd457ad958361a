import type { HeldLease } from "./mishaps.ts";
import type { Span } from "./span.ts";

const writesAtOnce = 10;

/** When leases of somebody who stands still took every place among the writes: each may hide a write that is under way in AWS, which takes ten. */
export const placesTaken = (leases: readonly HeldLease[]): Span[] => {
  const instants = [...new Set(leases.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  return instants.flatMap((from, index) => {
    const until = instants[index + 1];
    const taken = new Set(leases.filter((one) => one.from <= from && one.until > from).map((one) => one.pair));
    return until !== undefined && taken.size >= writesAtOnce ? [{ from, until }] : [];
  });
};

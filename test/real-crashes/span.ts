/** From one instant to another, in milliseconds since 1970; one that is not over goes on without end. */
export type Span = { from: number; until: number };

/** How much of `whole` is covered by any of the others, each moment counted once. */
export const coveredMs = (whole: Span, others: readonly Span[]): number => {
  let covered = 0;
  let reached = whole.from;
  for (const { from, until } of [...others].sort((a, b) => a.from - b.from)) {
    const begin = Math.max(from, reached);
    const end = Math.min(until, whole.until);
    if (end <= begin) continue;
    covered += end - begin;
    reached = end;
  }
  return covered;
};

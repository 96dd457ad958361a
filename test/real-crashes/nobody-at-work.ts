import type { KeptRunning } from "./kept-running.ts";
import type { Span } from "./span.ts";

/** When none of them was up: they say that they work once they have begun to. */
export const nobodyAtWork = (works: readonly KeptRunning[]): Span[] => {
  const spans = works.flatMap((one) => one.atWork).sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let reached = 0;
  for (const { from, until } of spans) {
    if (from > reached) gaps.push({ from: reached, until: from });
    reached = Math.max(reached, until);
  }
  return gaps;
};

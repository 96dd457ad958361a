import type { Overruns } from "../../store/overrun-figures.ts";

const name = "stint_grant_over_window_seconds";

const series = (ended: "elapsed" | "early", counts: number[], facts: { bounds: number[]; sum: number }): string[] => {
  let soFar = 0;
  const buckets = counts.map((count, at) => {
    soFar += count;
    return `${name}_bucket{le="${facts.bounds[at] ?? "+Inf"}",ended="${ended}"} ${soFar}`;
  });
  return [...buckets, `${name}_sum{ended="${ended}"} ${facts.sum}`, `${name}_count{ended="${ended}"} ${soFar}`];
};

/**
 * The histogram in the format of Prometheus, from the counts that the database keeps: a process that dies, or is not scraped, loses no
 * outlier. A library's histogram counts what its own process saw.
 */
export const overWindowText = ({ bounds, elapsed, early, elapsedSeconds, earlySeconds }: Overruns): string =>
  [
    `# HELP ${name} From when access had to end until AWS confirmed that nothing of it is left, for each grant that is over.`,
    `# TYPE ${name} histogram`,
    ...series("elapsed", elapsed, { bounds, sum: elapsedSeconds }),
    ...series("early", early, { bounds, sum: earlySeconds }),
    "",
  ].join("\n");

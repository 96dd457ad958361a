import type { ActivityEvent, ActivitySummary } from "../../../api/access.ts";
import { spokenOutcome, spokenService } from "./activity-filters.ts";

export type By = "outcome" | "service";
export type Series = { title: string; counts: number[] };

const servicesShown = 6;
const others = "other services";

const outcomeOrder: ActivityEvent["outcome"][] = ["success", "error", "denied"];

type Counted = Pick<ActivitySummary, "first" | "last" | "stretchSeconds" | "counts">;

const titlesOf = (counts: Counted["counts"], by: By): string[] => {
  if (by === "outcome")
    return outcomeOrder.filter((one) => counts.some(({ outcome }) => outcome === one)).map(spokenOutcome);
  const totals = new Map<string, number>();
  for (const { service, count } of counts) totals.set(service, (totals.get(service) ?? 0) + count);
  const ranked = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  return [...ranked.slice(0, servicesShown).map(spokenService), ...(ranked.length > servicesShown ? [others] : [])];
};

/** What the server counted, by time and by service or outcome; empty stretches of time count nothing and are there. */
export const bucketsOf = (counted: Counted, by: By): { starts: Date[]; series: Series[] } => {
  const { first, last, counts } = counted;
  if (first === null || last === null) return { starts: [], series: [] };
  const width = counted.stretchSeconds * 1_000;
  const begin = Math.floor(Date.parse(first) / width) * width;
  const length = Math.floor((Date.parse(last) - begin) / width) + 1;
  const titles = titlesOf(counts, by);
  const series = titles.map((title) => ({ title, counts: Array.from({ length }, () => 0) }));
  for (const { at, service, outcome, count } of counts) {
    const wanted = by === "outcome" ? spokenOutcome(outcome) : spokenService(service);
    const own = series.find(({ title }) => title === wanted) ?? series.at(-1);
    const index = Math.floor((Date.parse(at) - begin) / width);
    if (own) own.counts[index] = (own.counts[index] ?? 0) + count;
  }
  return { starts: Array.from({ length }, (_, index) => new Date(begin + index * width)), series };
};

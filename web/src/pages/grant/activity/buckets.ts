import type { ActivityEvent } from "../../../api/access.ts";
import { spokenOutcome, spokenService } from "./activity-filters.ts";

export type By = "outcome" | "service";
export type Series = { title: string; counts: number[] };

const minuteMs = 60_000;
const widths = [1, 5, 10, 15, 30, 60, 180, 360, 720, 1_440, 10_080].map((minutes) => minutes * minuteMs);
const most = 30;
const servicesShown = 6;
const others = "other services";

const outcomeOrder: ActivityEvent["outcome"][] = ["success", "error", "denied"];

const titlesOf = (events: readonly ActivityEvent[], by: By): string[] => {
  if (by === "outcome")
    return outcomeOrder.filter((one) => events.some(({ outcome }) => outcome === one)).map(spokenOutcome);
  const counts = new Map<string, number>();
  for (const { service } of events) counts.set(service, (counts.get(service) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  return [...ranked.slice(0, servicesShown).map(spokenService), ...(ranked.length > servicesShown ? [others] : [])];
};

/** Events counted by time, and by their service or outcome; empty stretches of time count nothing and are there. */
export const bucketsOf = (events: readonly ActivityEvent[], by: By): { starts: Date[]; series: Series[] } => {
  const times = events.map(({ at }) => Date.parse(at));
  if (times.length === 0) return { starts: [], series: [] };
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const width = widths.find((candidate) => (last - first) / candidate < most - 1) ?? (last - first) / (most - 1);
  const begin = first - (first % width);
  const count = Math.floor((last - begin) / width) + 1;
  const titles = titlesOf(events, by);
  const series = titles.map((title) => ({ title, counts: Array.from({ length: count }, () => 0) }));
  for (const event of events) {
    const wanted = by === "outcome" ? spokenOutcome(event.outcome) : spokenService(event.service);
    const own = series.find(({ title }) => title === wanted) ?? series.at(-1);
    const at = Math.floor((Date.parse(event.at) - begin) / width);
    if (own) own.counts[at] = (own.counts[at] ?? 0) + 1;
  }
  return { starts: Array.from({ length: count }, (_, index) => new Date(begin + index * width)), series };
};

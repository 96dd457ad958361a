const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Step = { ms: number; unit: "minute" | "hour" | "day" | "month"; every: number };
const steps: Step[] = [
  ...[5, 15, 30].map((every) => ({ ms: every * minute, unit: "minute" as const, every })),
  ...[1, 3, 6, 12].map((every) => ({ ms: every * hour, unit: "hour" as const, every })),
  ...[1, 2, 7, 14].map((every) => ({ ms: every * day, unit: "day" as const, every })),
  ...[1, 3, 12].map((every) => ({ ms: every * 30 * day, unit: "month" as const, every })),
];

/** The first round instant at or before this one, in the person's zone. */
const roundDown = (at: Date, { unit, every }: Step): Date => {
  const round = new Date(at);
  if (unit === "minute") round.setMinutes(at.getMinutes() - (at.getMinutes() % every), 0, 0);
  else if (unit === "hour") round.setHours(at.getHours() - (at.getHours() % every), 0, 0, 0);
  else round.setHours(0, 0, 0, 0);
  // Weeks begin on Monday.
  if (unit === "day" && every >= 7) round.setDate(at.getDate() - ((at.getDay() + 6) % 7));
  if (unit === "month") round.setMonth(at.getMonth() - (at.getMonth() % every), 1);
  return round;
};

const next = (at: Date, { unit, every }: Step): Date => {
  const then = new Date(at);
  if (unit === "minute") then.setMinutes(at.getMinutes() + every);
  else if (unit === "hour") then.setHours(at.getHours() + every);
  else if (unit === "day") then.setDate(at.getDate() + every);
  else then.setMonth(at.getMonth() + every);
  return then;
};

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "short", month: "short", day: "numeric" });
const month = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" });

export type Tick = { atMs: number; text: string; isDay: boolean };

const isMidnight = (at: Date) => at.getHours() === 0 && at.getMinutes() === 0;

const tickAt = (at: Date, { unit }: Step): Tick => {
  const isDay = unit === "day" || unit === "month" || isMidnight(at);
  return { atMs: at.getTime(), text: (unit === "month" ? month : isDay ? date : time).format(at), isDay };
};

/** Round instants in the person's zone, at most so many. Where clocks are changed a step is longer or shorter, and still round. */
export const ticksOf = (span: { fromMs: number; toMs: number }, most: number): Tick[] => {
  const step = steps.find(({ ms }) => (span.toMs - span.fromMs) / ms <= most) ?? steps.at(-1);
  if (!step) return [];
  const ticks: Tick[] = [];
  for (let at = roundDown(new Date(span.fromMs), step); at.getTime() <= span.toMs; at = next(at, step)) {
    if (at.getTime() >= span.fromMs) ticks.push(tickAt(at, step));
    if (ticks.length > 2 * most) break;
  }
  return ticks;
};

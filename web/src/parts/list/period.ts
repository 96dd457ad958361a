/** Periods that end now; what an address calls them. */
export const lastPeriods = {
  "24h": { amount: 24, unit: "hour" },
  "7d": { amount: 7, unit: "day" },
  "30d": { amount: 30, unit: "day" },
  "90d": { amount: 90, unit: "day" },
} as const;

export type LastPeriod = keyof typeof lastPeriods;

const hourMs = 3_600_000;
const minuteMs = 60_000;
const hoursOf = { hour: 1, day: 24 };

export const isLastPeriod = (text: string | undefined): text is LastPeriod =>
  text !== undefined && Object.hasOwn(lastPeriods, text);

/** When a period that ends now began, to the minute, so that asking twice within it asks for the same. */
export const beginOf = (period: LastPeriod, nowMs: number): string => {
  const { amount, unit } = lastPeriods[period];
  const begin = nowMs - amount * hoursOf[unit] * hourMs;
  return new Date(begin - (begin % minuteMs)).toISOString();
};

export const timeUnits = {
  minutes: { label: "minutes", each: 1 },
  hours: { label: "hours", each: 60 },
  days: { label: "days", each: 1_440 },
} as const;

export type TimeUnit = keyof typeof timeUnits;

/** The largest unit of which it is a whole number. */
export const largestUnit = (minutes: number): TimeUnit => {
  if (minutes > 0 && minutes % timeUnits.days.each === 0) return "days";
  return minutes % timeUnits.hours.each === 0 ? "hours" : "minutes";
};

const everyPreset = [30, 60, 120, 240, 480, 1_440, 10_080];
const mostOffered = 5;

/** Durations to pick with one click: common ones that are allowed, and the longest when it is not far beyond them. */
export const presetsUpTo = (most: number | null): number[] => {
  if (most === null) return everyPreset.slice(0, mostOffered - 1);
  const fitting = everyPreset.filter((minutes) => minutes < most).slice(0, mostOffered - 1);
  return most <= 10_080 ? [...fitting, most] : fitting;
};

const units = { minutes: 1, hours: 60, days: 1_440 } as const;
export type Unit = keyof typeof units;

/** The largest unit in which it is a whole number. */
export const unitFor = (minutes: number): Unit => {
  if (minutes > 0 && minutes % units.days === 0) return "days";
  return minutes > 0 && minutes % units.hours === 0 ? "hours" : "minutes";
};

export const inUnit = (minutes: number, unit: Unit): number => minutes / units[unit];

/** Whole minutes of what was typed; 0 for what is no number, which the server refuses with what is allowed. */
export const minutesOf = (typed: string, unit: Unit): number =>
  Math.round(Number(typed.replace(",", ".")) * units[unit]) || 0;

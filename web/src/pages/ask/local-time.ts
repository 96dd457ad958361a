const furthestDays = 90;
const dayMs = 86_400_000;
const two = (part: number) => String(part).padStart(2, "0");

/** The day in the person's zone, as date fields write it. */
export const dateOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** The next full hour: a start that is nobody's past while the rest is typed. */
export const nextHour = (now: Date): { date: string; time: string } => {
  const at = new Date(now);
  at.setHours(at.getHours() + 1, 0, 0, 0);
  return { date: dateOf(at), time: `${two(at.getHours())}:${two(at.getMinutes())}` };
};

/** The days on which access may begin: today, and as far ahead as the server takes it. */
export const isReachable = (date: string, nowMs: number): boolean =>
  date >= dateOf(new Date(nowMs)) && date <= dateOf(new Date(nowMs + furthestDays * dayMs));

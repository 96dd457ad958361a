import { usageProblem } from "./problem.ts";

const shape = /^(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m(?:in)?)?$/i;

const minutesOf = (text: string): number | undefined => {
  const [, days, hours, minutes] = shape.exec(text.replaceAll(" ", "")) ?? [];
  if (days === undefined && hours === undefined && minutes === undefined) return undefined;
  return Number(days ?? 0) * 1_440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
};

/** `90m`, `2h`, `1h30m`, `1d`; a bare figure could be anything, so it is not taken. */
export const parseDuration = (text: string, option: string): number => {
  const minutes = minutesOf(text);
  if (minutes === undefined || minutes === 0)
    throw usageProblem(`${option} is not a duration: “${text}”. Write it like 90m, 2h, 1h30m or 1d.`);
  return minutes;
};

const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2})?)$/;
const withOffset = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** JavaScript takes the 30th of February for the 2nd of March. */
const isOnCalendar = (text: string) => {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) === true;
};

/** `2026-11-22 09:00` on this machine's clock, the same with its offset or a Z, a day alone (it begins then), or `+2h` and `-2h` from now. */
export const parseInstant = (facts: { text: string; option: string; now: Date }): string => {
  const text = facts.text.trim();
  const sign = { "+": 1, "-": -1 }[text.slice(0, 1)];
  const minutes = sign ? minutesOf(text.slice(1)) : undefined;
  if (sign && minutes !== undefined) return new Date(facts.now.getTime() + sign * minutes * 60_000).toISOString();
  const [, day, time = ""] = local.exec(text) ?? /^(\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
  const written = day === undefined ? text.replace(" ", "T") : `${day}T${(time || "00:00").padStart(5, "0")}`;
  const at = day !== undefined || withOffset.test(text) ? new Date(written) : undefined;
  if (!at || !isOnCalendar(written) || Number.isNaN(at.getTime()))
    throw usageProblem(
      `${facts.option} is not a time: “${facts.text}”. Write it like "2026-11-22 09:00" (your clock), 2026-11-22T09:00:00Z, or +2h.`,
    );
  return at.toISOString();
};

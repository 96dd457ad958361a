import { spokenDuration } from "./duration.ts";

/** How long since then, seen from that moment. */
export const spokenAge = (at: string, now: string): string => {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1_000));
  return seconds < 60 ? `${seconds} s` : spokenDuration(Math.floor(seconds / 60));
};

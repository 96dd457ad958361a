/** Minutes as a person says them: `90` is “1 h 30 min”. */
export const spokenDuration = (minutes: number): string => {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days && `${days} d`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean);
  return parts.join(" ") || "0 min";
};

/** What is left, to the second in the last hour. */
export const spokenRemainder = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 3_600) return spokenDuration(Math.floor(seconds / 60));
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
};

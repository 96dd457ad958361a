/** The instant to the minute, in UTC and saying so: readers sit in many time zones. */
export const showTime = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

export const showDuration = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
};

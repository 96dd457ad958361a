const two = (figure: number) => String(Math.abs(figure)).padStart(2, "0");

const offset = (at: Date) => {
  const east = -at.getTimezoneOffset();
  return `${east < 0 ? "-" : "+"}${two(Math.trunc(east / 60))}:${two(east % 60)}`;
};

/** An instant as the clock on this wall shows it, with its offset, so that it means the same to whoever it is pasted to. */
export const localTime = (instant: string | Date): string => {
  const at = new Date(instant);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}${offset(at)}`;
};

/** The same to the second, for what follows closely on something else. */
export const localSecond = (instant: string | Date): string => {
  const at = new Date(instant);
  return localTime(at).replace(/(?=[+-]\d{2}:\d{2}$)/, `:${two(at.getSeconds())}`);
};

/** Minutes as a person says them: 90 is “1 h 30 min”. Access is counted in hours, so there are no days. */
export const spokenMinutes = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(" ") || "0 min";
};

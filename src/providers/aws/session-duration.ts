const shape = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** AWS's own default for a permission set that names no duration. */
const defaultMinutes = 60;

/** Minutes of an ISO 8601 duration, rounded up; undefined when it is none. Absent means AWS's default of one hour. */
export const sessionMinutes = (duration: string | undefined): number | undefined => {
  if (duration === undefined || duration === "") return defaultMinutes;
  const match = shape.exec(duration);
  if (!match || /(P|T)$/.test(duration)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.ceil(days * 1_440 + hours * 60 + minutes + seconds / 60);
};

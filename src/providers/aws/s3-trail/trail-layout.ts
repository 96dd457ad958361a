const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/**
 * A file is named after the minute in which it was made, which is some minutes after the events in it, and now and then much later:
 * CloudTrail gives no guarantee. Files made up to an hour after the last wanted event are opened.
 */
export const latestFileMs = hourMs;

const pad = (value: number) => String(value).padStart(2, "0");

/** `2026/11/21` */
const dayPath = (at: Date) => `${at.getUTCFullYear()}/${pad(at.getUTCMonth() + 1)}/${pad(at.getUTCDate())}`;

/** `20261121T1005Z` without its last letter, so that it sorts before the files of that very minute. */
const minuteStamp = (at: Date) =>
  `${dayPath(at).replaceAll("/", "")}T${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}`;

/** The folders of the days in which files with such events were made. */
export const daysOf = ({ from, to }: { from: Date; to: Date }): Date[] => {
  const first = Math.floor(from.getTime() / dayMs) * dayMs;
  const last = to.getTime() + latestFileMs;
  const count = Math.floor((last - first) / dayMs) + 1;
  return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs));
};

/** The trails of an organisation have its id in the path, those of one account do not (CloudTrail user guide, "Finding your log files"). */
export const accountFolder = (facts: { prefix: string; organizationId: string | null; accountId: string }): string => {
  const { prefix, organizationId, accountId } = facts;
  return `${prefix}AWSLogs/${organizationId === null ? "" : `${organizationId}/`}${accountId}/CloudTrail/`;
};

/** The part of one day and Region that holds such events: below `prefix`, after `startAfter`. */
export const dayRange = (facts: { folder: string; accountId: string; region: string; day: Date; from: Date }) => {
  const { folder, accountId, region, day, from } = facts;
  const prefix = `${folder}${region}/${dayPath(day)}/`;
  return { prefix, startAfter: `${prefix}${accountId}_CloudTrail_${region}_${minuteStamp(from)}` };
};

const fileName = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]+\.json\.gz$/;

/** When the file was made, by its name; undefined for whatever else lies there. */
export const madeAt = (key: string): Date | undefined => {
  const [, year, month, day, hour, minute] = fileName.exec(key) ?? [];
  if (!minute) return undefined;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)));
};

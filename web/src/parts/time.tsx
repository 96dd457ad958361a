import { useTimesInUtc } from "./times-in-utc.ts";

const style = { dateStyle: "medium", timeStyle: "short" } as const;
const local = new Intl.DateTimeFormat(undefined, style);
const universal = new Intl.DateTimeFormat(undefined, { ...style, timeZone: "UTC" });

export const inZone = (at: string) => local.format(new Date(at));
const inUtc = (at: string) => `${universal.format(new Date(at))} UTC`;

/** For where nothing can be hovered: both. */
export const inZoneAndUtc = (at: string): string => `${inZone(at)} (${inUtc(at)})`;

/** An instant in the person's zone with UTC on hover, or the other way round: the appearance menu says which. */
export const Time = ({ at }: { at: string | null }) => {
  const universally = useTimesInUtc();
  if (at === null) return "—";
  return (
    <time dateTime={at} title={universally ? inZone(at) : inUtc(at)}>
      {universally ? inUtc(at) : inZone(at)}
    </time>
  );
};

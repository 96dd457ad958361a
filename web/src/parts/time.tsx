const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const localTime = (at: string) => local.format(new Date(at));

const utc = (at: string) => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** An instant in the person's zone; UTC on hover. */
export const Time = ({ at }: { at: string | null }) =>
  at === null ? (
    "—"
  ) : (
    <time dateTime={at} title={utc(at)}>
      {localTime(at)}
    </time>
  );

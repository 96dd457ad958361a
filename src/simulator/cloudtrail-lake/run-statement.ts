import { meetsAll, valueAt } from "../trail-query/condition.ts";
import type { Delivered } from "../trail-query/delivered-records.ts";
import type { Select } from "../trail-query/select.ts";

/** A list of one-member objects, one for each column. */
export type LakeRow = Record<string, string>[];

/** Times are of a type of their own in the lake, and written without T and Z. */
const timeOf = (value: unknown): string => String(value).replace("T", " ").replace("Z", ".000");

const asInTheLake = (record: Record<string, unknown>) => ({
  ...record,
  eventTime: timeOf(record.eventTime).slice(0, 19),
  eventJson: JSON.stringify(record),
});

const newest = /^max \( eventTime \)$/;

/** What the statement answers to these records: events as JSON, or the time of the newest. */
export const rowsOf = (select: Select, delivered: readonly Delivered[]): LakeRow[] => {
  const found = delivered.map(({ record }) => asInTheLake(record)).filter((record) => meetsAll(record, select.where));
  const [only] = select.columns;
  if (only && newest.test(only.expression)) {
    const last = found
      .map(({ eventTime }) => eventTime)
      .sort()
      .at(-1);
    return [[{ [only.name]: last === undefined ? "" : `${last}.000` }]];
  }
  return found.map((record) =>
    select.columns.map(({ expression, name }) => ({ [name]: String(valueAt(record, expression)) })),
  );
};

import { arnMatches, matches } from "./pattern.ts";

/** What is known of a call, by condition key in lower case: keys are not case-sensitive. A key that is absent is not in the request. */
export type CallContext = Record<string, string | undefined>;

type Compare = (wanted: string, value: string) => boolean;

const byDate =
  (compare: (a: number, b: number) => boolean): Compare =>
  (wanted, value) =>
    compare(Date.parse(value), Date.parse(wanted));

/** Condition operators: IAM User Guide, "IAM JSON policy elements: Condition operators". */
const operators: Record<string, Compare> = {
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: matches,
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  DateLessThan: byDate((a, b) => a < b),
  DateLessThanEquals: byDate((a, b) => a <= b),
  DateGreaterThan: byDate((a, b) => a > b),
  DateGreaterThanEquals: byDate((a, b) => a >= b),
};

const negated: Record<string, string> = {
  StringNotEquals: "StringEquals",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

const ifExists = /IfExists$/;

export const isKnownOperator = (name: string): boolean => {
  const plain = name.replace(ifExists, "");
  return plain in operators || plain in negated || name === "Null";
};

const holds = (operator: string, wanted: readonly string[], value: string | undefined): boolean => {
  if (operator === "Null") return wanted.some((one) => (one === "true") === (value === undefined));
  if (ifExists.test(operator) && value === undefined) return true;
  const plain = operator.replace(ifExists, "");
  const positive = negated[plain];
  // A negated operator holds where the key is absent; any other does not.
  if (value === undefined) return positive !== undefined;
  if (positive !== undefined) return !wanted.some((one) => operators[positive]?.(one, value));
  return wanted.some((one) => operators[plain]?.(one, value));
};

export type Conditions = Record<string, Record<string, readonly string[]>>;

/** All operators and all their keys must hold; of the values of one key, any. */
export const conditionsHold = (conditions: Conditions, context: CallContext): boolean =>
  Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, context[key.toLowerCase()])),
  );

/** `field operator value`, all text. `like` is SQL's, with % and _; `contains` is that of Logs Insights. */
export type Comparison = {
  field: string;
  operator: "=" | "<" | "<=" | ">" | ">=" | "like" | "contains";
  value: string;
};

/** All of these, each being met by any of its comparisons. */
export type Condition = Comparison[][];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What stands at a path like `userIdentity.arn`; names of members are matched without regard to case. */
export const valueAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((at, step) => {
    if (!isObject(at)) return undefined;
    const name = Object.keys(at).find((member) => member.toLowerCase() === step.toLowerCase());
    return name === undefined ? undefined : at[name];
  }, record);

const likeOf = (pattern: string) => {
  const parts = [...pattern].map((character) => {
    if (character === "%") return ".*";
    return character === "_" ? "." : character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "su");
};

/** A missing field meets nothing, as null in SQL. */
const meets = (record: unknown, { field, operator, value }: Comparison): boolean => {
  const found = valueAt(record, field);
  if (found === undefined || found === null) return false;
  const text = String(found);
  switch (operator) {
    case "=":
      return text === value;
    case "<":
      return text < value;
    case "<=":
      return text <= value;
    case ">":
      return text > value;
    case ">=":
      return text >= value;
    case "like":
      return likeOf(value).test(text);
    case "contains":
      return text.includes(value);
  }
};

export const meetsAll = (record: unknown, condition: Condition): boolean =>
  condition.every((any) => any.some((comparison) => meets(record, comparison)));

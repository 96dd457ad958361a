/** What AWS demands of one member of an input. */
export type Rule = {
  required?: boolean;
  type: "string" | "integer" | "boolean" | "list" | "structure";
  min?: number;
  max?: number;
  pattern?: RegExp;
  oneOf?: readonly string[];
};

export type RequiredRule = Rule & { required: true };

/** One rule for every member of the SDK's input type; the members the SDK calls required must be required here too. */
export type Rules<Input> = {
  [Member in keyof Input]-?: Record<never, never> extends Pick<Input, Member> ? Rule : RequiredRule;
};

/** The input once its rules hold: required members are there. */
export type Checked<Input> = {
  [Member in keyof Input]: Record<never, never> extends Pick<Input, Member>
    ? Input[Member]
    : Exclude<Input[Member], undefined>;
};

export type Violation = {
  member: string;
  /** What kind of demand was not met, in the words of Organizations' InvalidInputException. */
  reason:
    | "INPUT_REQUIRED"
    | "INVALID_PATTERN"
    | "INVALID_ENUM"
    | "MAX_LENGTH_EXCEEDED"
    | "MIN_LENGTH_EXCEEDED"
    | "MAX_VALUE_EXCEEDED"
    | "MIN_VALUE_EXCEEDED"
    | "INVALID_LIST_MEMBER";
  message: string;
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const sizeOf = (value: unknown): number => {
  if (typeof value === "number") return value;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return 0;
};

const hasType = (value: unknown, type: Rule["type"]): boolean => {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "structure":
      return typeof value === "object" && value !== null && !Array.isArray(value);
  }
};

const demand = (member: string, value: unknown, what: string) =>
  `Value ${value === undefined ? "null" : `'${typeof value === "object" ? JSON.stringify(value) : String(value)}'`} at '${lowerFirst(member)}' failed to satisfy constraint: Member must ${what}`;

const boundViolation = (member: string, value: unknown, rule: Rule): Violation | undefined => {
  const size = sizeOf(value);
  const isNumber = rule.type === "integer";
  const measure = isNumber ? "have value" : "have length";
  if (rule.max !== undefined && size > rule.max)
    return {
      member,
      reason: isNumber ? "MAX_VALUE_EXCEEDED" : "MAX_LENGTH_EXCEEDED",
      message: demand(member, value, `${measure} less than or equal to ${rule.max}`),
    };
  if (rule.min !== undefined && size < rule.min)
    return {
      member,
      reason: isNumber ? "MIN_VALUE_EXCEEDED" : "MIN_LENGTH_EXCEEDED",
      message: demand(member, value, `${measure} greater than or equal to ${rule.min}`),
    };
  return undefined;
};

/** The first demand of the rule that the value does not meet, in AWS's words. */
export const violationOf = (member: string, value: unknown, rule: Rule): Violation | undefined => {
  if (value === undefined || value === null)
    return rule.required
      ? { member, reason: "INPUT_REQUIRED", message: demand(member, undefined, "not be null") }
      : undefined;
  if (!hasType(value, rule.type))
    return { member, reason: "INVALID_PATTERN", message: demand(member, value, `be of type ${rule.type}`) };
  if (rule.oneOf && !rule.oneOf.includes(String(value)))
    return {
      member,
      reason: "INVALID_ENUM",
      message: demand(member, value, `satisfy enum value set: [${rule.oneOf.join(", ")}]`),
    };
  const bound = rule.type === "structure" ? undefined : boundViolation(member, value, rule);
  if (bound) return bound;
  if (rule.pattern && typeof value === "string" && !rule.pattern.test(value))
    return {
      member,
      reason: "INVALID_PATTERN",
      message: demand(member, value, `satisfy regular expression pattern: ${rule.pattern.source}`),
    };
  return undefined;
};

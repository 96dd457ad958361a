import { AwsError } from "../aws/aws-error.ts";
import { type Conditions, isKnownOperator } from "./conditions.ts";

export type Statement = {
  effect: "Allow" | "Deny";
  /** Account ids, or `*`; empty where a policy names no principal. */
  principals: readonly string[];
  actions: readonly string[];
  notActions: readonly string[];
  resources: readonly string[];
  conditions: Conditions;
};

type Known = {
  /** Condition keys that the simulator can tell of a call, in lower case. */
  keys: readonly string[];
  /** Whether statements name principals (a policy on a resource) or not (a policy on what may be done). */
  withPrincipals: boolean;
};

const malformed = (words: string) =>
  new AwsError(
    "MalformedPolicyDocumentException",
    `The provided policy document does not meet the requirements of the specified policy type: ${words}`,
  );

/** AWS would take it; the simulator would have to guess what it does to a call. */
const beyondUs = (words: string) => {
  const whole = `The simulator does not evaluate ${words}.`;
  process.stderr.write(`simulator: ${whole}\n`);
  return malformed(whole);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const texts = (value: unknown, what: string): string[] => {
  const list = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (typeof one !== "string") throw malformed(`${what} must be text or a list of texts.`);
    return one;
  });
};

const conditionsOf = (value: unknown, known: Known): Conditions => {
  if (value === undefined) return {};
  if (!isObject(value)) throw malformed("Condition must be an object.");
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => {
      if (!isKnownOperator(operator)) throw beyondUs(`the condition operator ${operator}`);
      if (!isObject(keys)) throw malformed(`${operator} must be an object.`);
      const wanted = Object.entries(keys).map(([key, values]) => {
        if (!known.keys.includes(key.toLowerCase())) throw beyondUs(`the condition key ${key}`);
        const given = texts(values, key);
        if (operator.startsWith("Date") && given.some((one) => Number.isNaN(Date.parse(one))))
          throw malformed(`${key} must be a date.`);
        return [key, given] as const;
      });
      return [operator, Object.fromEntries(wanted)];
    }),
  );
};

const principalsOf = (value: unknown): string[] => {
  if (value === "*") return ["*"];
  if (!isObject(value) || Object.keys(value).some((kind) => kind !== "AWS"))
    throw beyondUs("a principal that is no AWS account");
  return texts(value.AWS, "Principal").map((one) => /^arn:[^:]*:iam::(\d{12}):root$/.exec(one)?.[1] ?? one);
};

const members = new Set(["Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "Condition"]);

const statementOf = (value: unknown, known: Known): Statement => {
  if (!isObject(value)) throw malformed("a statement must be an object.");
  for (const name of Object.keys(value)) if (!members.has(name)) throw beyondUs(`the element ${name}`);
  const { Effect: effect } = value;
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Effect must be Allow or Deny.");
  if ((value.Action === undefined) === (value.NotAction === undefined))
    throw malformed("Action or NotAction is needed.");
  if (known.withPrincipals !== (value.Principal !== undefined)) throw malformed("Principal is missing or not allowed.");
  if (value.Resource === undefined) throw malformed("Resource is needed.");
  return {
    effect,
    principals: known.withPrincipals ? principalsOf(value.Principal) : [],
    actions: value.Action === undefined ? [] : texts(value.Action, "Action"),
    notActions: value.NotAction === undefined ? [] : texts(value.NotAction, "NotAction"),
    resources: texts(value.Resource, "Resource"),
    conditions: conditionsOf(value.Condition, known),
  };
};

/** The statements of a policy; throws on what AWS refuses, and loudly on what the simulator cannot evaluate. */
export const parsePolicy = (content: string, known: Known): Statement[] => {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw malformed("it is not JSON.");
  }
  if (!isObject(document) || document.Statement === undefined) throw malformed("Statement is needed.");
  const { Statement: statements } = document;
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) throw malformed("Statement must not be empty.");
  return list.map((one) => statementOf(one, known));
};

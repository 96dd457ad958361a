import type { RequiredRule, Rule } from "../../aws/rule.ts";

/** The constraints of the organizations API model. */
export const policyId = {
  required: true,
  type: "string",
  max: 130,
  pattern: /^p-[0-9a-zA-Z_]{8,128}$/,
} satisfies RequiredRule;

export const policyName = { type: "string", min: 1, max: 128 } satisfies Rule;

export const description = { type: "string", max: 512 } satisfies Rule;

export const content = { type: "string", min: 1, max: 1_000_000 } satisfies Rule;

export const targetId = {
  required: true,
  type: "string",
  pattern: /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
} satisfies RequiredRule;

/** Of the kinds AWS has, the simulator knows this one. */
export const policyType = { required: true, type: "string", oneOf: ["SERVICE_CONTROL_POLICY"] } satisfies RequiredRule;

export const taggableId = { required: true, type: "string", max: 130 } satisfies RequiredRule;

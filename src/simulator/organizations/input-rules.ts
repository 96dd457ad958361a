import type { RequiredRule, Rule } from "../aws/rule.ts";

/** The constraints of the organizations API model. */
export const accountId = { required: true, type: "string", pattern: /^\d{12}$/ } satisfies RequiredRule;

export const parentId = {
  required: true,
  type: "string",
  max: 100,
  pattern: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
} satisfies RequiredRule;

export const orgUnitId = {
  required: true,
  type: "string",
  max: 68,
  pattern: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
} satisfies RequiredRule;

export const childId = {
  required: true,
  type: "string",
  max: 100,
  pattern: /^(\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
} satisfies RequiredRule;

export const childType = {
  required: true,
  type: "string",
  oneOf: ["ACCOUNT", "ORGANIZATIONAL_UNIT"],
} satisfies RequiredRule;

export const orgUnitName = { required: true, type: "string", min: 1, max: 128 } satisfies RequiredRule;

export const tags = { type: "list" } satisfies Rule;

export const servicePrincipal = { type: "string", min: 1, max: 128, pattern: /^[\w+=,.@-]*$/ } satisfies Rule;

export const maxResults = { type: "integer", min: 1, max: 20 } satisfies Rule;

export const nextToken = { type: "string", max: 100_000 } satisfies Rule;

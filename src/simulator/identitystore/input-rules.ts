import type { RequiredRule, Rule } from "../aws/rule.ts";

/** The constraints of the identitystore API model. */
export const identityStoreId = {
  required: true,
  type: "string",
  min: 1,
  max: 36,
  pattern: /^(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/,
} satisfies RequiredRule;

export const resourceId = {
  required: true,
  type: "string",
  min: 1,
  max: 47,
  pattern: /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
} satisfies RequiredRule;

export const requiredStructure = { required: true, type: "structure" } satisfies RequiredRule;

export const structure = { type: "structure" } satisfies Rule;

export const groupIds = { required: true, type: "list", min: 1, max: 100 } satisfies RequiredRule;

export const filters = { type: "list", max: 1 } satisfies Rule;

export const attributeOperations = { required: true, type: "list", min: 1, max: 100 } satisfies RequiredRule;

export const userName = { type: "string", min: 1, max: 128, pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u } satisfies Rule;

export const groupDisplayName = {
  type: "string",
  min: 1,
  max: 1024,
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0]+$/u,
} satisfies Rule;

export const text = {
  type: "string",
  min: 1,
  max: 1024,
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+$/u,
} satisfies Rule;

export const oneElement = { type: "list", min: 1, max: 1 } satisfies Rule;

export const upToThree = { type: "list", min: 1, max: 3 } satisfies Rule;

export const extensionNames = { type: "list", min: 1, max: 10 } satisfies Rule;

export const maxResults = { type: "integer", min: 1, max: 100 } satisfies Rule;

export const nextToken = { type: "string", min: 1, max: 65_535, pattern: /^[-a-zA-Z0-9+=/:_]*$/ } satisfies Rule;

import type { RequiredRule, Rule } from "../aws/rule.ts";

/** The constraints of the sso-admin API model, which AWS checks before anything else. */
export const instanceArn = {
  required: true,
  type: "string",
  min: 10,
  max: 1224,
  pattern: /^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/,
} satisfies RequiredRule;

export const permissionSetArn = {
  required: true,
  type: "string",
  min: 10,
  max: 1224,
  pattern: /^arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16}$/,
} satisfies RequiredRule;

export const accountId = { required: true, type: "string", pattern: /^\d{12}$/ } satisfies RequiredRule;

export const targetType = { required: true, type: "string", oneOf: ["AWS_ACCOUNT"] } satisfies RequiredRule;

export const principalType = { required: true, type: "string", oneOf: ["USER", "GROUP"] } satisfies RequiredRule;

export const principalId = {
  required: true,
  type: "string",
  min: 1,
  max: 47,
  pattern: /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
} satisfies RequiredRule;

export const requestId = {
  required: true,
  type: "string",
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
} satisfies RequiredRule;

export const permissionSetName = {
  required: true,
  type: "string",
  min: 1,
  max: 32,
  pattern: /^[\w+=,.@-]+$/,
} satisfies RequiredRule;

export const description = {
  type: "string",
  min: 1,
  max: 700,
  pattern: /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/,
} satisfies Rule;

/** AWS takes whole ISO 8601 durations here; that they lie between one and twelve hours is checked with the hours known. */
export const sessionDuration = {
  type: "string",
  min: 1,
  max: 100,
  pattern: /^(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/,
} satisfies Rule;

export const relayState = {
  type: "string",
  min: 1,
  max: 240,
  pattern: /^[a-zA-Z0-9&$@#\\/%?=~\-_'"|!:,.;*+[\] (){}]+$/,
} satisfies Rule;

export const tags = { type: "list", max: 75 } satisfies Rule;

export const taggableArn = {
  required: true,
  type: "string",
  min: 10,
  max: 2048,
  pattern:
    /^arn:aws(-[a-z]{1,5}){0,3}:sso:::(instance\/(sso)?ins-[a-zA-Z0-9-.]{16}|permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16})$/,
} satisfies RequiredRule;

export const managedPolicyArn = {
  required: true,
  type: "string",
  min: 20,
  max: 2048,
  pattern: /^arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((\/[A-Za-z0-9.,+@=_-]+)*)\/([A-Za-z0-9.,+=@_-]+)$/,
} satisfies RequiredRule;

export const inlinePolicy = {
  required: true,
  type: "string",
  min: 1,
  max: 32_768,
  pattern: /^[\t\n\r\u0020-\u00FF]+$/,
} satisfies RequiredRule;

export const provisioningStatus = {
  type: "string",
  oneOf: ["LATEST_PERMISSION_SET_PROVISIONED", "LATEST_PERMISSION_SET_NOT_PROVISIONED"],
} satisfies Rule;

export const maxResults = { type: "integer", min: 1, max: 100 } satisfies Rule;

export const nextToken = { type: "string", max: 2048, pattern: /^[-a-zA-Z0-9+=/_]*$/ } satisfies Rule;

export const structure = { type: "structure" } satisfies Rule;

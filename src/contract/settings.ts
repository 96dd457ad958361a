import { z } from "zod";
import { mostTemporaryOnly } from "../core/settings.ts";
import { identityId, permissionSetArn } from "./ids.ts";
import { instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { lineOf } from "./text.ts";

const fields = {
  approvalWorkflow: z.boolean().describe("Off: every request that is allowed is approved by policy."),
  decisionCommentRequired: z.boolean(),
  endCommentRequired: z.boolean(),
  justificationRequired: z.boolean(),
  ticketRequired: z.boolean(),
  ticketPattern: lineOf(1_000)
    .nullable()
    .describe("A regular expression that the whole ticket must match; null allows any."),
  maxDurationMinutes: z.int().describe("For policies without a maximum of their own."),
  pendingExpiryMinutes: z.int().describe("How long a request waits for its decision."),
  adminGroupId: identityId.nullable(),
  auditorGroupId: identityId.nullable(),
  onLostEligibility: z.enum(["end", "warn"]).describe("What happens to access whose holder may no longer ask for it."),
  cutIssuedCredentials: z
    .enum(["never", "early-end", "every-end"])
    .describe(
      "When credentials already issued are denied as access ends, by a service control policy that Stint keeps: never, when it ends early, or always. Turned to never, what was cut works again until it expires.",
    ),
  onMissingAssignment: z
    .enum(["end", "put-back"])
    .describe("What happens to active access whose assignment somebody else took away in AWS."),
  temporaryOnlyPermissionSetArns: z
    .array(permissionSetArn)
    .max(mostTemporaryOnly)
    .describe("Permission sets that nobody should hold but through Stint: whoever else holds one is found."),
  onForeignAssignment: z
    .enum(["report", "remove"])
    .describe("What happens to assignments of those permission sets that Stint did not make."),
  foreignRemovalsPerDay: z
    .int()
    .describe("Where they are removed: more than so many within 24 hours are not, and admins are told."),
  portalUrl: lineOf(500).nullable().describe("Where the AWS access portal is."),
};

const notifications = { email: z.boolean(), auditEmail: lineOf(254).nullable() };

const readOnly = z.unknown().optional().describe("Read-only: ignored when sent.");

const settingsChange = z
  .strictObject({
    ...fields,
    notifications: z.strictObject(notifications).partial(),
    version: z
      .int()
      .min(0)
      .max(2_000_000_000)
      .describe("The version that was read. If it is no longer the current one, nothing is changed (409)."),
  })
  .partial()
  .extend({ updatedAt: readOnly, warnings: readOnly, abilities: readOnly })
  .meta({ id: "SettingsChange" });

const settings = z
  .object({
    ...fields,
    ticketPattern: z.string().nullable(),
    portalUrl: z.string().nullable(),
    adminGroupId: z.string().nullable(),
    auditorGroupId: z.string().nullable(),
    temporaryOnlyPermissionSetArns: z.array(z.string()),
    notifications: z.object({ email: z.boolean(), auditEmail: z.string().nullable() }),
    version: z.int(),
    updatedAt: instant.nullable(),
    abilities: z.object({ update: z.boolean() }),
  })
  .meta({ id: "Settings" });

export const settingsOperations = {
  get: operation({
    id: "getSettings",
    method: "get",
    path: "/settings",
    tag: "Settings",
    summary: "Read the settings. Admins and auditors.",
    scope: "settings:read",
    output: settings,
    statuses: [200],
  }),
  change: operation({
    id: "changeSettings",
    method: "put",
    path: "/settings",
    tag: "Settings",
    summary: "Change settings; what is left out stays as it is. Admins.",
    scope: "settings:write",
    body: settingsChange,
    output: settings,
    statuses: [200],
    refusals: [409, 503],
  }),
};

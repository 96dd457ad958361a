import { z } from "zod";
import { stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";
import { operation } from "./operation.ts";
import { listOf, listOfValues, pageQuery } from "./page.ts";
import { comment } from "./text.ts";

const state = z.enum(["open", "accepted", "removing", "removed", "gone", "unwatched"]);

const finding = z
  .object({
    id: z.string(),
    kind: z
      .enum(["foreign", "forgotten"])
      .describe(
        "foreign: held otherwise than through Stint, of a permission set that is for temporary use only. forgotten: made in the time that a restored database knows nothing of.",
      ),
    state: state.describe(
      "open: nobody has decided. accepted: it may stay. removing: Stint takes it away. removed, gone (somebody else took it away), unwatched (others may hold the permission set again): over.",
    ),
    principal: z.object({ kind: z.enum(["person", "group"]), id: z.string(), name: z.string() }),
    account: namedAccount,
    permissionSet: namedPermissionSet,
    foundAt: instant,
    lastSeenAt: instant,
    closedAt: instant.nullable(),
    acceptedBy: namedPerson.nullable(),
    removalBecause: z.enum(["setting", "admin"]).nullable(),
    removalAskedAt: instant.nullable(),
    removalAskedBy: namedPerson.nullable(),
    comment: z.string().nullable(),
    lastError: z.string().nullable().describe("AWS's words, when it refused the removal at the last try."),
    abilities: z.object({ accept: z.boolean(), remove: z.boolean(), callOff: z.boolean() }),
  })
  .meta({ id: "DriftFinding" });

const drift = z
  .object({
    lookedAt: instant.nullable().describe("When AWS last answered a look at what it holds."),
    failingSince: instant.nullable(),
    lastError: z.string().nullable(),
    fuseBlownAt: instant
      .nullable()
      .describe("Set while nothing is removed by the settings, because it would be more than they allow within a day."),
    open: z.int().describe("Findings on which nobody has decided."),
    abilities: z.object({ resetFuse: z.boolean() }),
  })
  .meta({ id: "Drift" });

const tag = "Drift";
const params = z.object({ id: stintId });
const body = z.strictObject({ comment: comment.nullable().optional() });
const refusals = [404, 409, 503] as const;

export const driftOperations = {
  get: operation({
    id: "getDrift",
    method: "get",
    path: "/drift",
    tag,
    summary: "When AWS was last looked at, what is open, and whether the fuse is blown. Admins and auditors.",
    scope: "system:read",
    output: drift,
    statuses: [200],
  }),
  findings: operation({
    id: "listDriftFindings",
    method: "get",
    path: "/drift-findings",
    tag,
    summary: "Assignments that Stint did not make, where it looks for them; newest first. Admins and auditors.",
    scope: "system:read",
    query: z.strictObject({ ...pageQuery, state: listOfValues(state, 6) }),
    output: listOf(finding),
    statuses: [200],
  }),
  accept: operation({
    id: "acceptDriftFinding",
    method: "post",
    path: "/drift-findings/{id}/accept",
    tag,
    summary: "Say that what was found may stay. Admins, and not of access of their own.",
    scope: "settings:write",
    params,
    body,
    bodyOptional: true,
    output: finding,
    statuses: [200],
    refusals,
  }),
  remove: operation({
    id: "removeDriftFinding",
    method: "post",
    path: "/drift-findings/{id}/remove",
    tag,
    summary: "Have what was found taken away in AWS, though Stint did not make it. Admins.",
    scope: "settings:write",
    params,
    body,
    bodyOptional: true,
    output: finding,
    statuses: [200],
    refusals,
  }),
  callOff: operation({
    id: "callOffDriftRemoval",
    method: "post",
    path: "/drift-findings/{id}/call-off",
    tag,
    summary:
      "Stop taking away what was found, where AWS does not carry it out: it may stay. Admins, and not of access of their own.",
    scope: "settings:write",
    params,
    body,
    bodyOptional: true,
    output: finding,
    statuses: [200],
    refusals,
  }),
  resetFuse: operation({
    id: "resetDriftFuse",
    method: "post",
    path: "/drift/reset-fuse",
    tag,
    summary: "Let the settings remove again what others hold, after too much was found at once. Admins.",
    scope: "settings:write",
    statuses: [204],
    refusals: [409, 503],
  }),
};

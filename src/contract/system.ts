import { z } from "zod";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";

const lane = z.enum(["end", "activate"]);
const wanted = z.enum(["present", "absent"]);
const count = z.int();

const trouble = z
  .object({
    code: z.string(),
    severity: z
      .enum(["error", "warning"])
      .describe("error: access may outlive its window, or is not given, or the audit log was changed."),
    message: z.string(),
    since: instant.nullable(),
  })
  .meta({ id: "SystemTrouble" });

const system = z
  .object({
    now: instant,
    version: z.string(),
    database: z.object({ version: z.string() }),
    troubles: z.array(trouble).describe("What is not well; empty when all is."),
    workers: z
      .array(
        z.object({
          name: z.string(),
          version: z.string(),
          startedAt: instant,
          seenAt: instant,
          isAlive: z.boolean().describe("Whether it was heard of within the last minute."),
        }),
      )
      .describe("Processes that give access and take it away, heard of within the last hour."),
    lanes: z
      .array(
        z.object({
          lane,
          waiting: count.describe("Assignments whose turn has come and that nobody works on."),
          oldestDueAt: instant.nullable(),
          workedOn: count,
        }),
      )
      .describe("The engine's queue, in the order in which it is worked through."),
    unsettled: z
      .array(
        z.object({
          wanted,
          count,
          since: instant.nullable().describe("Since when the oldest of them should be so."),
          inTrouble: count.describe("Those that AWS refused, or did not answer, at the last try."),
        }),
      )
      .describe("Assignments that AWS does not hold as they are wanted, by what is wanted."),
    calls: z
      .array(
        z.object({
          service: z.string(),
          allowedPerSecond: z.number(),
          slots: z.array(z.object({ at: instant, calls: count })).describe("Those without a call are left out."),
        }),
      )
      .describe("Calls to AWS over the last ten minutes, by all of Stint together."),
    slotSeconds: z.number(),
    writes: z.object({ underWay: count, allowed: count }).describe("Assignment writes that AWS has not finished."),
    directory: z.object({
      outcome: z.enum(["running", "succeeded", "failed"]).nullable(),
      startedAt: instant.nullable(),
      succeededAt: instant.nullable().describe("When everything was last read."),
      error: z.string().nullable(),
    }),
    outbox: z.object({
      waiting: count,
      retrying: count.describe("Of those that wait, how many were tried in vain."),
      oldestAt: instant.nullable(),
      lastError: z.string().nullable(),
      givenUp: count.describe("Within the last day."),
    }),
    abilities: z.object({}),
  })
  .meta({ id: "System" });

const unsettledAssignment = z
  .object({
    person: namedPerson,
    account: namedAccount,
    permissionSet: namedPermissionSet,
    wanted: wanted.describe("Whether AWS should hold the assignment."),
    since: instant.describe("Since when it should be so."),
    observed: z.enum(["unknown", "absent", "present"]).describe("What AWS last said."),
    observedAt: instant.nullable(),
    operation: z.enum(["create", "delete"]).nullable().describe("What AWS has under way."),
    attempts: count.describe("Troubles in a row; 0 when all is well."),
    lastError: z.string().nullable().describe("AWS's words."),
    nextTryAt: instant.nullable(),
    grantId: z.string().nullable(),
    requestId: z.string().nullable(),
    abilities: z.object({}),
  })
  .meta({ id: "UnsettledAssignment" });

const tag = "System";
const scope = "system:read";

export const systemOperations = {
  get: operation({
    id: "getSystem",
    method: "get",
    path: "/system",
    tag,
    summary:
      "How the work stands: queue, quota, directory, messages, workers, and what is not well. Admins and auditors.",
    scope,
    output: system,
    statuses: [200],
  }),
  unsettled: operation({
    id: "listUnsettledAssignments",
    method: "get",
    path: "/system/assignments",
    tag,
    summary: "Assignments that AWS does not hold as they are wanted, the longest first. Admins and auditors.",
    scope,
    query: z.strictObject({ ...pageQuery, wanted: absentWhenEmpty(wanted) }),
    output: listOf(unsettledAssignment),
    statuses: [200],
  }),
};

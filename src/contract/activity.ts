import { z } from "zod";
import { instant } from "./instant.ts";
import { listOfValues } from "./page.ts";

export const activityOutcome = z
  .enum(["success", "denied", "error"])
  .describe("`denied`: AWS refused it for want of permission. `error`: it failed otherwise.");

const service = z
  .string()
  .regex(/^[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}$/, "is not a service like s3.amazonaws.com");

/** AWS services as CloudTrail names them. */
export const activityServices = listOfValues(service, 20);

export const activityEvent = z
  .object({
    id: z.string().describe("CloudTrail's event id."),
    at: instant,
    service: z.string().describe("Like `s3.amazonaws.com`."),
    action: z.string().describe("Like `PutObject`."),
    region: z.string(),
    resources: z.array(z.object({ type: z.string().nullable(), name: z.string().describe("Its ARN, or its name.") })),
    sourceIp: z.string().nullable().describe("An address, or the AWS service that called on the person's behalf."),
    userAgent: z.string().nullable(),
    outcome: activityOutcome,
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable().describe("AWS's words."),
    readOnly: z.boolean(),
  })
  .meta({ id: "ActivityEvent" });

export const activitySource = z
  .object({
    configured: z.boolean().describe("False: Stint reads no trail, so an empty list says nothing about what was done."),
    state: z
      .enum(["none", "not-begun", "waiting", "reading", "failing", "complete"])
      .describe(
        "none: no trail is read. not-begun: nobody can have used the access. waiting: for the next look. reading: now. failing: the last look failed. complete: no more will be looked for.",
      ),
    message: z.string(),
    readUpTo: instant
      .nullable()
      .describe(
        "Events up to here were read, and the trail has delivered as far; null: none yet. Trails lag some minutes behind.",
      ),
    complete: z
      .boolean()
      .describe(
        "True once all was read that the trail recorded of this role's sessions, and the trail has delivered something newer.",
      ),
    progress: z
      .object({ done: z.int(), total: z.int().nullable().describe("Null: not known yet.") })
      .nullable()
      .describe("Files read, or queries answered, of the look under way."),
    nextLookAt: instant.nullable(),
    lastError: z.string().nullable().describe("AWS's words, when the last look failed."),
    capped: z.boolean().describe("There were more events than are kept."),
    unreadable: z.int().describe("Files and records of the trail that could not be understood."),
  })
  .meta({ id: "ActivitySource" });

export const activitySummary = z
  .object({
    total: z.int().describe("How many events match."),
    first: instant.nullable(),
    last: instant.nullable(),
    stretchSeconds: z.int().describe("How long each stretch of time is, chosen so that there are thirty at most."),
    counts: z
      .array(z.object({ at: instant, service: z.string(), outcome: activityOutcome, count: z.int() }))
      .describe("By beginning of the stretch, service and outcome; what is not there is none."),
    services: z.array(z.string()).describe("Of all events of this grant, whatever the filters."),
    abilities: z.object({}),
  })
  .meta({ id: "ActivitySummary" });

import { z } from "zod";
import { stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { listOf, pageQuery } from "./page.ts";

const timelineEvent = z
  .object({
    seq: z.int(),
    at: instant,
    action: z.string(),
    actor: z.object({
      kind: z.enum(["person", "policy", "system", "anonymous"]),
      id: z.string().nullable(),
      displayName: z.string().nullable(),
    }),
    grantId: z.string().nullable(),
    accountId: z.string().nullable(),
    abilities: z.object({}).describe("Nothing: events are never changed."),
  })
  .meta({ id: "TimelineEvent" });

export const requestTimelineOperation = operation({
  id: "getRequestTimeline",
  method: "get",
  path: "/requests/{id}/timeline",
  tag: "Requests",
  summary: "What happened to one request and its grants, oldest first: for whoever may see the request.",
  description: "Refused attempts of others are not among it; auditors find them in the audit log.",
  scope: "requests:read",
  params: z.object({ id: stintId }),
  query: z.strictObject(pageQuery),
  output: listOf(timelineEvent),
  statuses: [200],
  refusals: [404],
});

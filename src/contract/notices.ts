import { z } from "zod";
import { channels } from "../core/notice.ts";
import { stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedPerson } from "./named.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";
import { statesOf } from "./requests.ts";

const outcome = z
  .enum(["waiting", "sent", "skipped", "dead"])
  .describe("dead: it did not arrive and is not tried again. skipped: there was nobody to send it to.");

const notice = z
  .object({
    id: z.string(),
    kind: z.string(),
    requestId: z.string(),
    grantId: z.string().nullable(),
    createdAt: instant,
    spreadAt: instant.nullable().describe("When it was decided who hears of it."),
    deliveries: z.array(
      z.object({
        channel: z.string(),
        recipient: z.string(),
        person: namedPerson.nullable().describe("Whose address it is; null for the audit copy."),
        role: z.enum(["approver", "requester", "admin", "audit"]).describe("Why they hear of it."),
        state: outcome,
        attempts: z.int(),
        nextTryAt: instant.nullable(),
        sentAt: instant.nullable(),
        lastError: z.string().nullable(),
      }),
    ),
    abilities: z.object({}),
  })
  .meta({ id: "Notice" });

export const noticesOperation = operation({
  id: "listNotices",
  method: "get",
  path: "/notices",
  tag: "Notices",
  summary: "Who was told what, and whether it arrived, newest first. Admins and auditors.",
  scope: "settings:read",
  query: z.strictObject({
    ...pageQuery,
    request: absentWhenEmpty(stintId),
    state: statesOf(outcome.options).describe("Notices of which some message came out so; one or several."),
    channel: statesOf(channels).describe("Notices of which some message went by that way; one or several."),
  }),
  output: listOf(notice),
  statuses: [200],
});

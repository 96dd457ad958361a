import { z } from "zod";
import { stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";

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
        role: z.string(),
        state: z.enum(["waiting", "sent", "dead", "skipped"]),
        attempts: z.int(),
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
  query: z.strictObject({ ...pageQuery, request: absentWhenEmpty(stintId) }),
  output: listOf(notice),
  statuses: [200],
});

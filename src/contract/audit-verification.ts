import { z } from "zod";
import { instant } from "./instant.ts";
import { namedPerson } from "./named.ts";
import { operation } from "./operation.ts";

const link = z.object({ seq: z.int(), hash: z.string() });

const found = z
  .object({
    seq: z.int().describe("The first event that is not in order."),
    kind: z.enum(["changed", "missing", "unlinked", "cut", "rewritten"]),
    message: z.string(),
  })
  .meta({ id: "AuditBreak" });

const reading = {
  startedAt: instant,
  askedBy: namedPerson.nullable().describe("Null: nobody asked, it was time."),
};

const verification = z
  .object({
    outcome: z
      .enum(["whole", "broken", "unknown"])
      .describe("What is known by now; `unknown` before the first reading."),
    broken: found.nullable(),
    head: link.describe("The newest event."),
    checkedUpTo: link
      .extend({ lookedAt: instant.nullable() })
      .describe("The newest event that was found in order, and when it was last looked whether there are more."),
    last: z
      .object({ ...reading, finishedAt: instant, outcome: z.enum(["whole", "broken"]), events: z.int() })
      .nullable()
      .describe("The newest reading from the first event on that came to its end."),
    running: z
      .object({ ...reading, checked: z.int(), events: z.int() })
      .nullable()
      .describe("A reading from the first event on that is under way, and how far it is."),
    abilities: z.object({ verify: z.boolean() }),
  })
  .meta({ id: "AuditVerification" });

const of = {
  path: "/audit-events/verification",
  tag: "Audit",
  scope: "audit:read",
  output: verification,
} as const;

export const auditVerificationOperations = {
  get: operation({
    ...of,
    id: "getAuditVerification",
    method: "get",
    summary: "Whether the audit chain is whole, and when that was last looked at. Auditors.",
    description:
      "Stint verifies what is new every minute, and the whole chain once a day. A break is found by the hashes; a cut end, or a chain written anew with new hashes, by the newest event that was verified before.",
    statuses: [200],
  }),
  start: operation({
    ...of,
    id: "startAuditVerification",
    method: "post",
    summary: "Have the whole chain read from its first event, now. Auditors.",
    description: "One reading at a time: while one is under way, asking again changes nothing.",
    statuses: [202],
  }),
};

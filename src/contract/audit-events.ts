import { z } from "zod";
import { auditFilters } from "./audit-filters.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet } from "./named.ts";
import { operation } from "./operation.ts";
import { listOf, pageQuery } from "./page.ts";

const actorKind = z.enum(["person", "policy", "system", "anonymous"]);
const subject = z.object({ kind: z.string(), id: z.string() });
const data = z.record(z.string(), z.unknown());
const hashes = { previousHash: z.string(), hash: z.string() };

const auditEvent = z
  .object({
    seq: z.int(),
    id: z.string(),
    at: instant,
    actor: z.object({
      kind: actorKind,
      id: z.string().nullable(),
      displayName: z.string().nullable(),
      via: z.string().nullable(),
    }),
    action: z.string(),
    subject,
    requestId: z.string().nullable(),
    grantId: z.string().nullable(),
    personId: z.string().nullable(),
    personName: z.string().nullable(),
    accountId: z.string().nullable(),
    account: namedAccount.nullable(),
    permissionSet: namedPermissionSet.nullable().describe("The role of the request that it belongs to."),
    data,
    ...hashes,
    abilities: z.object({}).describe("Nothing: events are never changed."),
  })
  .meta({ id: "AuditEvent" });

const exportedEvent = z.object({
  seq: z.int(),
  id: z.string(),
  at: instant,
  actor: z.object({ kind: actorKind, id: z.string().optional(), via: z.string().optional() }),
  action: z.string(),
  subject,
  requestId: z.string().nullable(),
  grantId: z.string().nullable(),
  personId: z.string().nullable(),
  accountId: z.string().nullable(),
  data,
  ...hashes,
  names: z
    .record(z.string(), z.string())
    .describe("What the people, the account and the role are called today. Not part of what is hashed."),
});

const tag = "Audit";
const scope = "audit:read";

export const auditOperations = {
  list: operation({
    id: "listAuditEvents",
    method: "get",
    path: "/audit-events",
    tag,
    summary: "What happened, newest first. Auditors.",
    scope,
    query: z.strictObject({ ...pageQuery, ...auditFilters }),
    output: listOf(auditEvent),
    statuses: [200],
  }),
  exportCsv: operation({
    id: "exportAuditEvents",
    method: "get",
    path: "/audit-events.csv",
    tag,
    summary: "The same as a table, all of it. Auditors.",
    description: "A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    scope,
    query: z.strictObject(auditFilters),
    media: "text/csv",
    statuses: [200],
  }),
  exportJson: operation({
    id: "exportAuditEventsAsJson",
    method: "get",
    path: "/audit-events.json",
    tag,
    summary: "The same as one JSON document, all of it, with what it takes to verify the chain elsewhere. Auditors.",
    description:
      "One event to a line. `hash` is the SHA-256 of the event without `hash` and `names`, written as JSON with sorted keys and no spaces; `previousHash` is the hash of the event with the `seq` before.",
    scope,
    query: z.strictObject(auditFilters),
    output: z.object({
      format: z.literal("stint-audit-events/1"),
      exportedAt: instant,
      head: z.object({ seq: z.int(), hash: z.string() }).describe("The newest event of the log when this was made."),
      events: z.array(exportedEvent),
    }),
    statuses: [200],
  }),
  get: operation({
    id: "getAuditEvent",
    method: "get",
    path: "/audit-events/{seq}",
    tag,
    summary: "One event. Auditors.",
    scope,
    params: z.object({ seq: z.string().regex(/^\d{1,15}$/, "is not the number of an event") }),
    output: auditEvent,
    statuses: [200],
    refusals: [404],
  }),
};

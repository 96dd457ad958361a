import { z } from "zod";
import { accountId, identityId, stintId } from "./ids.ts";
import { askedInstant, instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";

const action = z.string().regex(/^[a-z0-9.-]{1,60}$/, "is not an action like grant.activated");

const filters = {
  from: absentWhenEmpty(askedInstant).describe("At this instant or later."),
  to: absentWhenEmpty(askedInstant).describe("Before this instant."),
  actor: absentWhenEmpty(identityId).describe("Who did it: the id of a person."),
  person: absentWhenEmpty(identityId).describe("Whom it concerns: the id of a person."),
  account: absentWhenEmpty(accountId).describe("An account it concerns, alone or among others of one request."),
  action: absentWhenEmpty(action).describe("One action, or the beginning of several up to a dot: `grant.`."),
  request: absentWhenEmpty(stintId),
};

export const auditEvent = z
  .object({
    seq: z.int(),
    id: z.string(),
    at: instant,
    actor: z.object({
      kind: z.enum(["person", "policy", "system", "anonymous"]),
      id: z.string().nullable(),
      displayName: z.string().nullable(),
      via: z.string().nullable(),
    }),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    requestId: z.string().nullable(),
    grantId: z.string().nullable(),
    personId: z.string().nullable(),
    accountId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string(),
    abilities: z.object({}).describe("Nothing: events are never changed."),
  })
  .meta({ id: "AuditEvent" });

export const auditOperations = {
  list: operation({
    id: "listAuditEvents",
    method: "get",
    path: "/audit-events",
    tag: "Audit",
    summary: "What happened, newest first. Auditors.",
    scope: "audit:read",
    query: z.strictObject({ ...pageQuery, ...filters }),
    output: listOf(auditEvent),
    statuses: [200],
  }),
  export: operation({
    id: "exportAuditEvents",
    method: "get",
    path: "/audit-events.csv",
    tag: "Audit",
    summary: "The same as a table, all of it, newest first. Auditors.",
    description: "A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    scope: "audit:read",
    query: z.strictObject(filters),
    media: "text/csv",
    statuses: [200],
  }),
};

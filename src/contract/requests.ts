import { z } from "zod";
import { grant } from "./grants.ts";
import { accountId, identityId, permissionSetArn, stintId } from "./ids.ts";
import { askedInstant, instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";
import { absentWhenEmpty, listOf, listOfValues, pageQuery } from "./page.ts";
import { reason } from "./reason.ts";
import { comment, justification, ticket } from "./text.ts";

const requestState = z.enum(["pending", "approved", "rejected", "cancelled", "expired"]);

export const requestInput = z
  .strictObject({
    accountIds: z.array(accountId).max(100),
    permissionSetArn,
    startsAt: askedInstant.nullable().optional().describe("Absent: as soon as it is approved."),
    durationMinutes: z.int(),
    ticket: ticket.nullable().optional(),
    justification: justification.nullable().optional(),
  })
  .meta({ id: "RequestInput" });

const decision = z
  .object({
    id: z.string(),
    decider: namedPerson.nullable().describe("Null: policy decided."),
    verdict: z.enum(["approve", "reject"]),
    comment: z.string().nullable(),
    decidedAt: instant,
  })
  .meta({ id: "Decision" });

const requestAbilities = z
  .object({ approve: z.boolean(), reject: z.boolean(), cancel: z.boolean() })
  .meta({ id: "RequestAbilities" });

const deciders = z
  .object({
    people: z.array(namedPerson).describe("The first of them by name."),
    count: z.int(),
    approvalsMissing: z.int().describe("How many more approvals it takes, as policies are now."),
  })
  .meta({ id: "Deciders" });

export const accessRequest = z
  .object({
    id: stintId,
    requester: namedPerson,
    accountIds: z.array(z.string()),
    accounts: z.array(namedAccount),
    permissionSetArn: z.string(),
    permissionSet: namedPermissionSet,
    startsAt: instant.nullable().describe("The start that was asked for; null: as soon as approved."),
    durationMinutes: z.int(),
    ticket: z.string().nullable(),
    justification: z.string().nullable(),
    state: requestState,
    approvalRequired: z.boolean(),
    approvalsNeeded: z.int(),
    approvalsGiven: z.int(),
    createdAt: instant,
    expiresAt: instant.describe("When it expires if nobody decides."),
    closedAt: instant.nullable(),
    decisions: z.array(decision),
    grants: z.array(grant),
    deciders: deciders
      .nullable()
      .describe("Who could still decide. Told of a single request, while it waits; null in lists and when it is over."),
    abilities: requestAbilities,
  })
  .meta({ id: "Request" });

export const requestPreview = z
  .object({
    allowed: z.boolean().describe("Whether sending it would be accepted now."),
    reasons: z.array(reason).describe("Why not: all that is wrong, at once."),
    approvalRequired: z.boolean(),
    approvalsNeeded: z.int(),
    approvers: z.array(namedPerson).describe("Who could approve it; the first of them."),
    approverCount: z.int(),
    maxDurationMinutes: z.int().nullable().describe("The longest duration that would be accepted."),
    abilities: z.object({ send: z.boolean() }),
  })
  .meta({ id: "RequestPreview" });

export const decisionInput = z.strictObject({ comment: comment.nullable().optional() }).meta({ id: "DecisionInput" });

/** One state or several. */
export const statesOf = <T extends string>(known: readonly T[]) => listOfValues(z.enum(known), 20);

export const accessFilters = {
  requester: absentWhenEmpty(identityId).describe("The id of a person."),
  account: absentWhenEmpty(accountId),
  permissionSet: absentWhenEmpty(permissionSetArn),
  from: absentWhenEmpty(askedInstant).describe("Made at this instant or later."),
  to: absentWhenEmpty(askedInstant).describe("Made before this instant."),
};

export const view = z.enum(["mine", "to-decide", "decided", "in-my-scope", "all"]);

const filters = {
  ...accessFilters,
  ticket: absentWhenEmpty(ticket).describe("Exactly this ticket, in whatever case."),
  view: absentWhenEmpty(view).describe("Usually `mine`."),
  state: statesOf(requestState.options).describe("One or several: separated by commas, or the parameter repeated."),
  sort: absentWhenEmpty(z.enum(["-createdAt", "createdAt", "expiresAt", "-expiresAt"])).describe(
    "Usually `-createdAt`, newest first. By `expiresAt` only in the view `to-decide`.",
  ),
};

export const requestQuery = z.strictObject({ ...pageQuery, ...filters });

/** All that match: an export has no pages. */
export const requestExportQuery = z.strictObject(filters);

export const requestList = listOf(accessRequest);

import { z } from "zod";
import { accountId, identityId, orgUnitId, permissionSetArn, stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet, namedPerson } from "./named.ts";
import { reason } from "./reason.ts";
import { lineOf } from "./text.ts";

/** Hard bounds of the wire; the rules of policies are narrower and say more. */
const most = 2_000;

const principal = z.strictObject({ type: z.enum(["user", "group"]), id: identityId }).meta({ id: "Principal" });

const scope = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("account"), id: accountId }),
    z.strictObject({
      type: z.literal("ou"),
      id: orgUnitId,
      includeChildOus: z.boolean().default(false).describe("The whole subtree instead of the accounts directly in it."),
    }),
  ])
  .meta({ id: "Scope" });

/** What a client may hand back of what it read, though it cannot change it. */
const readOnly = z.unknown().optional().describe("Read-only: ignored when sent.");
const handedBack = {
  id: readOnly,
  createdAt: readOnly,
  updatedAt: readOnly,
  updatedBy: readOnly,
  references: readOnly,
  warnings: readOnly,
  abilities: readOnly,
};

const version = z
  .int()
  .min(0)
  .max(2_000_000_000)
  .optional()
  .describe("The version that was read. If it is no longer the current one, nothing is changed (409).");

const eligibilityFields = {
  name: lineOf(100),
  principals: z.array(principal).max(most),
  scopes: z.array(scope).max(most),
  permissionSetArns: z.array(permissionSetArn).max(most),
  maxDurationMinutes: z.int().nullable().default(null).describe("Null: the global maximum holds."),
  approvalRequired: z.boolean(),
};

const approvalFields = {
  name: lineOf(100),
  scopes: z.array(scope).max(most),
  permissionSetArns: z.array(permissionSetArn).max(most).default([]).describe("Empty: for every permission set."),
  approvers: z.array(principal).max(most),
  approvalsNeeded: z.int().default(1),
};

export const eligibilityPolicyInput = z
  .strictObject({ ...handedBack, version, ...eligibilityFields })
  .meta({ id: "EligibilityPolicyInput" });
export const approvalPolicyInput = z
  .strictObject({ ...handedBack, version, ...approvalFields })
  .meta({ id: "ApprovalPolicyInput" });

const reference = z
  .object({
    kind: z.enum(["user", "group", "account", "org-unit", "permission-set"]),
    id: z.string(),
    name: z.string().describe("As the directory last had it; the id of what it never knew."),
    problem: z
      .enum(["gone", "disabled", "not-active", "management-excluded"])
      .nullable()
      .describe("Why it has no effect; null when it has."),
  })
  .meta({ id: "PolicyReference" });

const stored = {
  id: stintId,
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  updatedBy: namedPerson.nullable().describe("Who made it what it is now; null when that was no person."),
  references: z.array(reference).describe("Everything the policy names, with what it is called."),
  warnings: z.array(reason).describe("References that have no effect (any more). They stop nothing else."),
  abilities: z.object({ update: z.boolean(), delete: z.boolean() }),
};

const answeredPrincipal = z.object({ type: z.enum(["user", "group"]), id: z.string() });
const answeredScope = z.union([
  z.object({ type: z.literal("ou"), id: z.string(), includeChildOus: z.boolean() }),
  z.object({ type: z.literal("account"), id: z.string() }),
]);
const answered = { name: z.string(), scopes: z.array(answeredScope), permissionSetArns: z.array(z.string()) };

export const eligibilityPolicy = z
  .object({
    ...stored,
    ...answered,
    principals: z.array(answeredPrincipal),
    maxDurationMinutes: z.int().nullable(),
    approvalRequired: z.boolean(),
  })
  .meta({ id: "EligibilityPolicy" });

export const approvalPolicy = z
  .object({ ...stored, ...answered, approvers: z.array(answeredPrincipal), approvalsNeeded: z.int() })
  .meta({ id: "ApprovalPolicy" });

const change = <T extends z.ZodType>(input: T) =>
  z
    .strictObject({ id: stintId.optional(), policy: input.optional() })
    .refine(({ id, policy }) => id !== undefined || policy, "needs an `id`, a `policy`, or both")
    .describe("Only `policy`: a new one. Only `id`: a deletion. Both: a change.");

export const eligibilityPolicyChange = change(eligibilityPolicyInput);
export const approvalPolicyChange = change(approvalPolicyInput);

const tuple = z.object({ person: namedPerson, account: namedAccount, permissionSet: namedPermissionSet });
const count = z.int().describe("Exactly how many.");
const firstOf = <T extends z.ZodType>(item: T) => z.array(item).describe("The first of them, at most a hundred.");

const effect = z
  .object({
    count: z.int().describe("Exactly how many combinations of person, account and role."),
    people: z.int().describe("Exactly how many people."),
    items: firstOf(tuple),
  })
  .meta({ id: "PolicyEffectPart" });

const place = z.object({ account: namedAccount, permissionSet: namedPermissionSet });
const approvals = z.int().nullable().describe("Approvals needed. Null: no approval policy holds there.");

export const policyEffect = z
  .object({
    gains: effect,
    loses: effect,
    approvalDropped: effect,
    approvalAdded: effect,
    approvalsNeeded: z
      .array(z.object({ from: approvals, to: approvals, count, items: firstOf(place) }))
      .describe("Of an approval policy: roles in accounts where another number of approvals would be needed."),
    undecidable: z
      .object({ count, items: firstOf(place) })
      .describe("Roles in accounts that need approval and where fewer people could decide than must agree."),
    openAccess: z
      .object({ count, items: firstOf(tuple), onLostEligibility: z.enum(["end", "warn"]) })
      .describe(
        "Access that is scheduled or under way and would lose its eligibility; and what the settings do about it.",
      ),
  })
  .meta({ id: "PolicyEffect" });

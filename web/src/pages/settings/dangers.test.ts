import assert from "node:assert/strict";
import { test } from "node:test";
import { dangersOf } from "./dangers.ts";
import { differingFields, draftOf, inputOf } from "./settings-draft.ts";

const settings = {
  ...{ approvalWorkflow: true, decisionCommentRequired: false, endCommentRequired: false, justificationRequired: true },
  ...{ ticketRequired: false, ticketPattern: null, maxDurationMinutes: 540, pendingExpiryMinutes: 180 },
  ...{ adminGroupId: "admins", auditorGroupId: "auditors", onLostEligibility: "end" as const, portalUrl: null },
  cutIssuedCredentials: "early-end" as const,
  ...{ onMissingAssignment: "end" as const, onForeignAssignment: "report" as const },
  ...{ temporaryOnlyPermissionSetArns: [], foreignRemovalsPerDay: 5 },
  notifications: { email: true, auditEmail: "audit@example.com" },
  ...{ version: 3, updatedAt: null, abilities: { update: true } },
};
const before = draftOf(settings);
const dangers = (part: Partial<typeof before>) =>
  dangersOf({ before, after: { ...before, ...part } }).map(({ field }) => field);

test("what takes a safeguard away is told, and what adds one is not", () => {
  assert.deepEqual(dangers({ approvalWorkflow: false, email: false }), ["approvalWorkflow", "email"]);
  assert.deepEqual(dangers({ adminGroupId: "others", auditorGroupId: null }), ["adminGroupId", "auditorGroupId"]);
  assert.deepEqual(dangers({ onLostEligibility: "warn", maxDurationMinutes: 600 }), [
    "onLostEligibility",
    "maxDurationMinutes",
  ]);
  assert.deepEqual(dangers({ cutIssuedCredentials: "every-end" }), ["cutIssuedCredentials"]);
  assert.deepEqual(dangers({ onMissingAssignment: "put-back", onForeignAssignment: "remove" }), [
    "onMissingAssignment",
  ]);
  const marked = { temporaryOnlyPermissionSetArns: "arn:one" };
  assert.deepEqual(dangers({ ...marked, onForeignAssignment: "remove" }), ["onForeignAssignment"]);
  assert.deepEqual(dangers(marked), []);
  assert.deepEqual(dangers({ cutIssuedCredentials: "never" }), ["cutIssuedCredentials"]);
  assert.deepEqual(dangers({ maxDurationMinutes: 60, ticketRequired: true, decisionCommentRequired: true }), []);
});

test("only what was changed is sent, an empty text as none", () => {
  const input = inputOf({ ticketPattern: " ", auditEmail: "", email: false }, 3);
  assert.deepEqual(input, { ticketPattern: null, notifications: { email: false, auditEmail: null }, version: 3 });
  assert.deepEqual(inputOf({ portalUrl: " https://x " }, 3), { portalUrl: "https://x", version: 3 });
  assert.deepEqual(differingFields(before, { ...before, portalUrl: "https://x" }), ["portalUrl"]);
});

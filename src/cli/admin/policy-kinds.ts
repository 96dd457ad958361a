import type { Answer } from "../../contract/operation.ts";
import { approvalPolicyOperations, eligibilityPolicyOperations } from "../../contract/policy-operations.ts";
import { spokenMinutes } from "../times.ts";

export type Effect = Answer<typeof eligibilityPolicyOperations.preview>;
export type EligibilityPolicy = Answer<typeof eligibilityPolicyOperations.get>;
export type ApprovalPolicy = Answer<typeof approvalPolicyOperations.get>;

type Shared = Pick<
  EligibilityPolicy,
  "id" | "name" | "version" | "references" | "warnings" | "updatedAt" | "updatedBy"
>;
export type Policy = Shared & Partial<EligibilityPolicy> & Partial<ApprovalPolicy>;

/** Both kinds are kept and shown alike; these are their calls, which differ in what a policy holds. */
export const policyKinds = {
  eligibility: { word: "eligibility", means: "who may ask for what", operations: eligibilityPolicyOperations },
  approval: { word: "approval", means: "who may decide", operations: approvalPolicyOperations },
} as const;

export type PolicyKind = keyof typeof policyKinds;

/** The calls of a kind, as the calls of either: a policy is a JSON object here, and Stint says what is wrong in it. */
export const operationsOf = (kind: PolicyKind) => policyKinds[kind].operations as typeof eligibilityPolicyOperations;

const namesOf = (policy: Policy, ids: readonly string[]) =>
  ids.map((id) => policy.references.find((one) => one.id === id)?.name ?? id).join(", ");

/** Who, where, what and how, each with its names. */
export const policyFacts = (policy: Policy): [string, string | null][] => [
  [
    "Who",
    policy.principals
      ? namesOf(
          policy,
          policy.principals.map(({ id }) => id),
        )
      : null,
  ],
  [
    "Approvers",
    policy.approvers
      ? namesOf(
          policy,
          policy.approvers.map(({ id }) => id),
        )
      : null,
  ],
  [
    "Where",
    (policy.scopes ?? [])
      .map(
        (scope) =>
          `${namesOf(policy, [scope.id])}${"includeChildOus" in scope && scope.includeChildOus ? " and all below" : ""}`,
      )
      .join(", "),
  ],
  ["Roles", (policy.permissionSetArns ?? []).length > 0 ? namesOf(policy, policy.permissionSetArns ?? []) : "all"],
  ["Approval", policy.approvalRequired === undefined ? null : policy.approvalRequired ? "needed" : "not needed"],
  ["Approvals", policy.approvalsNeeded === undefined ? null : String(policy.approvalsNeeded)],
  [
    "Up to",
    policy.maxDurationMinutes === undefined
      ? null
      : policy.maxDurationMinutes === null
        ? "what the settings say"
        : spokenMinutes(policy.maxDurationMinutes),
  ],
];

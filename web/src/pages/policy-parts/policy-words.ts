import type { PolicyKind, PolicyReference } from "../../api/policies.ts";

/** How each kind of policy is spoken of. */
export const policyWords: Record<PolicyKind, { one: string; many: string; who: string; path: string }> = {
  "eligibility-policies": {
    one: "Eligibility policy",
    many: "Eligibility policies",
    who: "Who may ask",
    path: "/admin/eligibility-policies",
  },
  "approval-policies": {
    one: "Approval policy",
    many: "Approval policies",
    who: "Who decides",
    path: "/admin/approval-policies",
  },
};

export const problemWords: Record<NonNullable<PolicyReference["problem"]>, string> = {
  gone: "gone",
  disabled: "disabled",
  "not-active": "not active",
  "management-excluded": "out of reach",
};

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

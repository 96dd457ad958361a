import { cutPolicyTag } from "../../../core/cut-policy.ts";
import { anywhere, organizationRoot, type PolicyPart, type Statement, serviceControlPolicies } from "./statement.ts";

const oneOfOurs = { Null: { [`aws:ResourceTag/${cutPolicyTag}`]: "false" } };

const newOneOfOurs = {
  StringEquals: { "organizations:PolicyType": "SERVICE_CONTROL_POLICY" },
  Null: { [`aws:RequestTag/${cutPolicyTag}`]: "false" },
};

const keeping: readonly Statement[] = [
  { sid: "FindCutPolicy", actions: ["organizations:ListPolicies"], on: anywhere },
  {
    sid: "ReadCutPolicy",
    actions: [
      "organizations:DescribePolicy",
      "organizations:ListTagsForResource",
      "organizations:ListTargetsForPolicy",
    ],
    on: (places) => [serviceControlPolicies(places)],
  },
  { sid: "MakeCutPolicy", actions: ["organizations:CreatePolicy"], on: anywhere, when: () => newOneOfOurs },
  // AWS asks for it when a policy is made with tags.
  {
    sid: "TagCutPolicy",
    onOurBehalf: true,
    actions: ["organizations:TagResource"],
    on: anywhere,
    when: () => newOneOfOurs,
  },
  {
    sid: "KeepCutPolicy",
    actions: [
      "organizations:AttachPolicy",
      "organizations:DeletePolicy",
      "organizations:DetachPolicy",
      "organizations:UpdatePolicy",
    ],
    on: (places) => [serviceControlPolicies(places)],
    when: () => oneOfOurs,
  },
  {
    sid: "AttachCutPolicy",
    actions: ["organizations:AttachPolicy", "organizations:DetachPolicy"],
    on: (places) => [organizationRoot(places)],
  },
];

/** For the one service control policy that denies credentials issued before an end; the organisation must delegate as much. */
export const cutting: PolicyPart = {
  name: "work-cut-credentials",
  why: "“stint work”, when issued credentials are cut as access ends; see [cutting issued credentials](cutting-credentials.md)",
  statements: keeping,
};

import { z } from "zod";
import { accountId, identityId, orgUnitId, permissionSetArn, stintId } from "./ids.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";
import {
  approvalPolicy,
  approvalPolicyChange,
  approvalPolicyInput,
  eligibilityPolicy,
  eligibilityPolicyChange,
  eligibilityPolicyInput,
  policyEffect,
} from "./policies.ts";
import { lineOf } from "./text.ts";

const params = z.object({ id: stintId });
const listQuery = {
  ...pageQuery,
  sort: absentWhenEmpty(z.enum(["name", "-name", "updatedAt", "-updatedAt"])).describe(
    "By name unless said otherwise; with a minus the other way round.",
  ),
  search: absentWhenEmpty(lineOf(100)).describe("In the name of the policy, or of anything that it names."),
  person: absentWhenEmpty(identityId).describe("Those that name this person, or a group they are in."),
  group: absentWhenEmpty(identityId).describe("Those that name this group."),
  account: absentWhenEmpty(accountId).describe("Those that cover this account, by itself or by an OU."),
  orgUnit: absentWhenEmpty(orgUnitId).describe("Those that name this organisational unit or root."),
  permissionSet: absentWhenEmpty(permissionSetArn).describe("Those that hold for this permission set."),
  warnings: absentWhenEmpty(z.literal("true")).describe("Only those that name something without effect."),
};
const yesOrNo = z.enum(["true", "false"]).transform((text) => text === "true");
const deleteQuery = z.strictObject({
  version: absentWhenEmpty(
    z
      .string()
      .regex(/^\d{1,9}$/, "is not a version")
      .transform(Number),
  ).describe("The version that was read. If it is no longer the current one, nothing is deleted (409)."),
});

const operationsFor = <
  Query extends z.ZodType,
  Stored extends z.ZodType,
  Input extends z.ZodType,
  Change extends z.ZodType,
>(kind: {
  query: Query;
  path: string;
  one: string;
  many: string;
  words: string;
  stored: Stored;
  input: Input;
  change: Change;
}) => {
  const at = `${kind.path}/{id}`;
  const tag = "Policies";
  return {
    list: operation({
      id: `list${kind.many}`,
      method: "get",
      path: kind.path,
      tag,
      summary: `List ${kind.words}, with what everything they name is called. Admins and auditors.`,
      scope: "policies:read",
      query: kind.query,
      output: listOf(kind.stored),
      statuses: [200],
    }),
    get: operation({
      id: `get${kind.one}`,
      method: "get",
      path: at,
      tag,
      summary: "Read one policy, with warnings about references that have no effect any more. Admins and auditors.",
      scope: "policies:read",
      params,
      output: kind.stored,
      statuses: [200],
      refusals: [404],
    }),
    create: operation({
      id: `create${kind.one}`,
      method: "post",
      path: kind.path,
      tag,
      summary: "Make a policy. Admins.",
      scope: "policies:write",
      body: kind.input,
      output: kind.stored,
      statuses: [201],
      refusals: [409, 503],
    }),
    update: operation({
      id: `update${kind.one}`,
      method: "put",
      path: at,
      tag,
      summary: "Replace a policy. Admins.",
      description: "What the policy named before and is gone may stay; nothing unknown can be added.",
      scope: "policies:write",
      params,
      body: kind.input,
      output: kind.stored,
      statuses: [200],
      refusals: [404, 409, 503],
    }),
    delete: operation({
      id: `delete${kind.one}`,
      method: "delete",
      path: at,
      tag,
      summary: "Delete a policy. Admins.",
      scope: "policies:write",
      params,
      query: deleteQuery,
      statuses: [204],
      refusals: [404, 409, 503],
    }),
    preview: operation({
      id: `preview${kind.one}`,
      method: "post",
      path: `${kind.path}/preview`,
      tag,
      summary: "See who gains and who loses by a change, before making it. Changes nothing. Admins.",
      scope: "policies:read",
      body: kind.change,
      output: policyEffect,
      statuses: [200],
      refusals: [404],
    }),
  };
};

export const eligibilityPolicyOperations = operationsFor({
  path: "/eligibility-policies",
  one: "EligibilityPolicy",
  many: "EligibilityPolicies",
  words: "eligibility policies: who may ask for what",
  query: z.strictObject({ ...listQuery, approvalRequired: absentWhenEmpty(yesOrNo) }),
  stored: eligibilityPolicy,
  input: eligibilityPolicyInput,
  change: eligibilityPolicyChange,
});

export const approvalPolicyOperations = operationsFor({
  path: "/approval-policies",
  one: "ApprovalPolicy",
  many: "ApprovalPolicies",
  words: "approval policies: who may decide",
  query: z.strictObject(listQuery),
  stored: approvalPolicy,
  input: approvalPolicyInput,
  change: approvalPolicyChange,
});

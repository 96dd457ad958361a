import type { z } from "zod";
import { approvalReferences } from "../commands/assert-approval-policy.ts";
import { eligibilityReferences } from "../commands/assert-eligibility-policy.ts";
import type { namedPerson } from "../contract/named.ts";
import type { approvalPolicy, eligibilityPolicy, policyEffect } from "../contract/policies.ts";
import { type KnownReferences, type References, resolveReferences } from "../core/known-references.ts";
import type { Effect, PolicyEffect } from "../core/policy-effect.ts";
import { policyWarnings } from "../core/policy-warnings.ts";
import type { StoredApprovalPolicy } from "../store/approval-policies.ts";
import type { StoredEligibilityPolicy } from "../store/eligibility-policies.ts";
import type { Names } from "./find-names.ts";

type Seen = { known: KnownReferences; isAdmin: boolean; updatedBy: z.input<typeof namedPerson> | null };

const named = (references: References, { known }: Seen) =>
  resolveReferences(references, known).map(({ kind, id, name, problem }) => ({
    kind: kind === "ou" ? ("org-unit" as const) : kind,
    id,
    name,
    problem: problem ?? null,
  }));

const abilities = ({ isAdmin }: Seen) => ({ update: isAdmin, delete: isAdmin });

export const presentEligibilityPolicy = (
  policy: StoredEligibilityPolicy,
  seen: Seen,
): z.input<typeof eligibilityPolicy> => ({
  ...policy,
  references: named(eligibilityReferences(policy), seen),
  updatedBy: seen.updatedBy,
  warnings: policyWarnings(eligibilityReferences(policy), seen.known),
  abilities: abilities(seen),
});

export const presentApprovalPolicy = (policy: StoredApprovalPolicy, seen: Seen): z.input<typeof approvalPolicy> => ({
  ...policy,
  references: named(approvalReferences(policy), seen),
  updatedBy: seen.updatedBy,
  warnings: policyWarnings(approvalReferences(policy), seen.known).map((warning) =>
    warning.field === "principals" ? { ...warning, field: "approvers" } : warning,
  ),
  abilities: abilities(seen),
});

/** Everything the four parts of an effect mention. */
export const mentionedIn = (effect: PolicyEffect) => {
  const items = [effect.gains, effect.loses, effect.approvalDropped, effect.approvalAdded].flatMap(
    ({ items }) => items,
  );
  return {
    personIds: items.map(({ personId }) => personId),
    accountIds: items.map(({ accountId }) => accountId),
    permissionSetArns: items.map(({ permissionSetArn }) => permissionSetArn),
  };
};

export const presentPolicyEffect = (effect: PolicyEffect, names: Names): z.input<typeof policyEffect> => {
  const part = ({ count, people, items }: Effect) => ({
    count,
    people,
    items: items.map((item) => ({
      person: names.person(item.personId),
      account: names.account(item.accountId),
      permissionSet: names.permissionSet(item.permissionSetArn),
    })),
  });
  return {
    gains: part(effect.gains),
    loses: part(effect.loses),
    approvalDropped: part(effect.approvalDropped),
    approvalAdded: part(effect.approvalAdded),
  };
};

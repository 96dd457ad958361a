import type { z } from "zod";
import { approvalReferences } from "../commands/assert-approval-policy.ts";
import { eligibilityReferences } from "../commands/assert-eligibility-policy.ts";
import type { PolicyPreview } from "../commands/find-policy-sides.ts";
import type { namedPerson } from "../contract/named.ts";
import type { approvalPolicy, eligibilityPolicy, policyEffect } from "../contract/policies.ts";
import type { Places } from "../core/deciding-effect.ts";
import { type KnownReferences, type References, resolveReferences } from "../core/known-references.ts";
import type { Effect, Tuple } from "../core/policy-effect.ts";
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

/** Everything that a preview mentions. */
export const mentionedIn = (preview: PolicyPreview) => {
  const { gains, loses, approvalDropped, approvalAdded, approvalsNeeded, undecidable, openAccess } = preview;
  const tuples = [gains, loses, approvalDropped, approvalAdded, openAccess].flatMap(({ items }) => items);
  const places = [...tuples, ...[...approvalsNeeded, undecidable].flatMap(({ items }) => items)];
  return {
    personIds: tuples.map(({ personId }) => personId),
    accountIds: places.map(({ accountId }) => accountId),
    permissionSetArns: places.map(({ permissionSetArn }) => permissionSetArn),
  };
};

export const presentPolicyPreview = (preview: PolicyPreview, names: Names): z.input<typeof policyEffect> => {
  const place = ({ accountId, permissionSetArn }: Places["items"][number]) => ({
    account: names.account(accountId),
    permissionSet: names.permissionSet(permissionSetArn),
  });
  const tuple = (one: Tuple) => ({ person: names.person(one.personId), ...place(one) });
  const part = ({ items, ...effect }: Effect) => ({ ...effect, items: items.map(tuple) });
  const { openAccess, undecidable } = preview;
  return {
    gains: part(preview.gains),
    loses: part(preview.loses),
    approvalDropped: part(preview.approvalDropped),
    approvalAdded: part(preview.approvalAdded),
    approvalsNeeded: preview.approvalsNeeded.map((change) => ({ ...change, items: change.items.map(place) })),
    undecidable: { ...undecidable, items: undecidable.items.map(place) },
    openAccess: { ...openAccess, items: openAccess.items.map(tuple) },
  };
};

import type { Reason } from "./decision.ts";
import { type KnownReferences, type Reference, type References, resolveReferences } from "./known-references.ts";

const words: Record<Reference["kind"], string> = {
  user: "person",
  group: "group",
  account: "account",
  ou: "organisational unit",
  "permission-set": "permission set",
};

const sentence = (reference: Reference & { problem: NonNullable<Reference["problem"]> }): string => {
  const what = `The ${words[reference.kind]} “${reference.name}”`;
  switch (reference.problem) {
    case "gone":
      return `${what} no longer exists; this part of the policy has no effect. Remove it from the policy.`;
    case "disabled":
      return `${what} is disabled; this part of the policy has no effect while they are.`;
    case "not-active":
      return `${what} is not active; nobody can get access to it.`;
    case "management-excluded":
      return `${what} cannot be assigned by Stint, which runs in a delegated administrator account: it is, or is provisioned in, the management account.`;
  }
};

/** What an admin should know of a policy: every reference that has no effect any more. None of them stops anything else. */
export const policyWarnings = (references: References, known: KnownReferences): Reason[] =>
  resolveReferences(references, known).flatMap((reference) => {
    const { problem } = reference;
    if (!problem) return [];
    const kind = reference.kind === "ou" ? "org-unit" : reference.kind;
    return [{ code: `${kind}.${problem}`, message: sentence({ ...reference, problem }), field: reference.field }];
  });

import type { PolicyKind } from "../../api/policies.ts";
import type { Chosen } from "../../parts/directory/chosen.ts";
import { spokenDuration } from "../../parts/duration.ts";
import type { PolicyDraft } from "./policy-draft.ts";

export type Difference = { field: string; mine: string; theirs: string };

const names = (chosen: readonly Chosen[]) =>
  chosen
    .map(({ name }) => name)
    .sort()
    .join(", ") || "none";

const told = (kind: PolicyKind, draft: PolicyDraft): [string, string][] => [
  ["Name", draft.name],
  ["Groups", names(draft.groups)],
  ["People", names(draft.people)],
  [
    "Organisational units",
    names(draft.units.map((unit) => (unit.includeChildOus ? { ...unit, name: `${unit.name} and below` } : unit))),
  ],
  ["Accounts", names(draft.accounts)],
  ["Permission sets", draft.everyRole ? "every one" : names(draft.roles)],
  ...(kind === "eligibility-policies"
    ? ([
        ["Longest duration", draft.maxDurationMinutes === null ? "global" : spokenDuration(draft.maxDurationMinutes)],
        ["Approval", draft.approvalRequired ? "needed" : "not needed"],
      ] satisfies [string, string][])
    : ([["Approvals needed", String(draft.approvalsNeeded)]] satisfies [string, string][])),
];

/** The fields in which two versions of a policy differ, in words. */
export const differences = (kind: PolicyKind, of: { mine: PolicyDraft; theirs: PolicyDraft }): Difference[] => {
  const theirs = new Map(told(kind, of.theirs));
  return told(kind, of.mine)
    .map(([field, mine]) => ({ field, mine, theirs: theirs.get(field) ?? "" }))
    .filter((one) => one.mine !== one.theirs);
};

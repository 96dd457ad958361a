import type { AnyPolicy, PolicyInput, PolicyKind, PolicyReference } from "../../api/policies.ts";
import type { ChosenUnit } from "../../parts/directory/branches.ts";
import type { Chosen } from "../../parts/directory/chosen.ts";
import { problemWords } from "./policy-words.ts";

/** What is being typed, of either kind of policy; each kind leaves alone what it has not. */
export type PolicyDraft = {
  name: string;
  groups: Chosen[];
  people: Chosen[];
  units: (ChosenUnit & Chosen)[];
  accounts: Chosen[];
  everyRole: boolean;
  roles: Chosen[];
  /** Null: the global maximum holds. */
  maxDurationMinutes: number | null;
  approvalRequired: boolean;
  approvalsNeeded: number;
};

export const emptyDraft = (kind: PolicyKind): PolicyDraft => ({
  name: "",
  groups: [],
  people: [],
  units: [],
  accounts: [],
  everyRole: kind === "approval-policies",
  roles: [],
  maxDurationMinutes: null,
  approvalRequired: true,
  approvalsNeeded: 1,
});

const chosenOf = ({ id, kind, name, problem }: PolicyReference): Chosen => ({
  id,
  name,
  ...(kind === "account" && name !== id ? { detail: id } : {}),
  ...(problem ? { problem: problemWords[problem] } : {}),
});

/** A stored policy as it is edited: everything with its name, and what is wrong with it. */
export const draftOf = (policy: AnyPolicy): PolicyDraft => {
  const of = (kind: PolicyReference["kind"]) =>
    policy.references.filter((reference) => reference.kind === kind).map(chosenOf);
  const whole = new Set(
    policy.scopes.flatMap((scope) => (scope.type === "ou" && scope.includeChildOus ? [scope.id] : [])),
  );
  return {
    name: policy.name,
    groups: of("group"),
    people: of("user"),
    units: of("org-unit").map((unit) => ({ ...unit, includeChildOus: whole.has(unit.id) })),
    accounts: of("account"),
    everyRole: "approvers" in policy && policy.permissionSetArns.length === 0,
    roles: of("permission-set"),
    maxDurationMinutes: "maxDurationMinutes" in policy ? policy.maxDurationMinutes : null,
    approvalRequired: "approvalRequired" in policy ? policy.approvalRequired : true,
    approvalsNeeded: "approvalsNeeded" in policy ? policy.approvalsNeeded : 1,
  };
};

/** What would be sent. */
export const inputOf = (kind: PolicyKind, draft: PolicyDraft): PolicyInput => {
  const principals = [
    ...draft.groups.map(({ id }) => ({ type: "group" as const, id })),
    ...draft.people.map(({ id }) => ({ type: "user" as const, id })),
  ];
  const scopes = [
    ...draft.units.map(({ id, includeChildOus }) => ({ type: "ou" as const, id, includeChildOus })),
    ...draft.accounts.map(({ id }) => ({ type: "account" as const, id })),
  ];
  const permissionSetArns = draft.everyRole ? [] : draft.roles.map(({ id }) => id);
  const shared = { name: draft.name.trim(), scopes, permissionSetArns };
  const { maxDurationMinutes, approvalRequired, approvalsNeeded } = draft;
  return kind === "eligibility-policies"
    ? { ...shared, principals, maxDurationMinutes, approvalRequired }
    : { ...shared, approvers: principals, approvalsNeeded };
};

const lists = ["groups", "people", "units", "accounts", "roles"] as const;

/** Everything the draft names that has no effect; of those that are gone only their id may be known. */
export const withoutEffect = (draft: PolicyDraft): Chosen[] =>
  lists.flatMap((list) => draft[list].filter(({ problem }) => problem !== undefined));

export const onlyWithEffect = (draft: PolicyDraft): Pick<PolicyDraft, (typeof lists)[number]> => {
  const sound = <T extends Chosen>(all: T[]) => all.filter(({ problem }) => problem === undefined);
  return {
    groups: sound(draft.groups),
    people: sound(draft.people),
    units: sound(draft.units),
    accounts: sound(draft.accounts),
    roles: sound(draft.roles),
  };
};

/** Whether both would be sent as the same policy. The order in which things are named means nothing. */
export const saysTheSame = (kind: PolicyKind, of: { one: PolicyDraft; other: PolicyDraft }): boolean => {
  const sorted = (draft: PolicyDraft) => {
    const byId = <T extends Chosen>(all: T[]) => [...all].sort((a, b) => a.id.localeCompare(b.id));
    return inputOf(kind, {
      ...draft,
      groups: byId(draft.groups),
      people: byId(draft.people),
      units: byId(draft.units),
      accounts: byId(draft.accounts),
      roles: byId(draft.roles),
    });
  };
  return JSON.stringify(sorted(of.one)) === JSON.stringify(sorted(of.other));
};

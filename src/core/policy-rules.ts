import { type Check, type Reason, refuse } from "./decision.ts";
import { type KnownReferences, type References, resolveReferences } from "./known-references.ts";
import { longestDurationMinutes, shortestDurationMinutes } from "./settings.ts";

/** More than any organisation needs, and little enough that one policy cannot slow everybody down. */
export const policyLimits = {
  name: 100,
  principals: 200,
  scopes: 1_000,
  permissionSets: 500,
  policies: 5_000,
  approvals: 10,
};

export type PolicyFacts = {
  name: string;
  next: References;
  /** What the policy named before; undefined for a new one. */
  previous: References | undefined;
  known: KnownReferences;
};

const nameIsGiven: Check<PolicyFacts> = ({ name }) =>
  name.trim().length === 0 || name.length > policyLimits.name
    ? refuse("policy.name-invalid", `Give the policy a name of 1 to ${policyLimits.name} characters.`, "name")
    : undefined;

const tooMany = (count: number, most: number, what: string, field: string): Reason | undefined =>
  count > most
    ? refuse(
        "policy.too-large",
        `A policy may name at most ${most} ${what}; this one names ${count}. Split it in two.`,
        field,
      )
    : undefined;

const principalsFit: Check<PolicyFacts> = ({ next }) =>
  next.principals.length === 0
    ? refuse("policy.empty", "Name at least one person or group.", "principals")
    : tooMany(next.principals.length, policyLimits.principals, "people and groups", "principals");

const scopesFit: Check<PolicyFacts> = ({ next }) =>
  next.scopes.length === 0
    ? refuse("policy.empty", "Name at least one account or organisational unit.", "scopes")
    : tooMany(next.scopes.length, policyLimits.scopes, "accounts and organisational units", "scopes");

const permissionSetsFit: Check<PolicyFacts> = ({ next }) =>
  tooMany(next.permissionSetArns.length, policyLimits.permissionSets, "permission sets", "permissionSetArns");

const nothingTwice: Check<PolicyFacts> = ({ next, known }) => {
  const seen = new Set<string>();
  for (const { key, name, field } of resolveReferences(next, known)) {
    if (seen.has(key)) return refuse("policy.duplicate", `“${name}” is named twice. Leave one of them out.`, field);
    seen.add(key);
  }
  return undefined;
};

/** What vanished may stay where it stood, so that a policy can still be edited; nothing unknown or gone can be added. */
const newReferencesExist: Check<PolicyFacts> = ({ next, previous, known }) => {
  const before = new Set(previous ? resolveReferences(previous, known).map(({ key }) => key) : []);
  const unknown = resolveReferences(next, known).find(({ key, problem }) => problem === "gone" && !before.has(key));
  if (!unknown) return undefined;
  const kind = unknown.kind === "ou" ? "org-unit" : unknown.kind;
  return refuse(
    `${kind}.unknown`,
    `The directory has no ${kind.replaceAll("-", " ")} “${unknown.id}”. Choose one that exists; if it is new, sync the directory first.`,
    unknown.field,
  );
};

export const policyChecks: Check<PolicyFacts>[] = [
  nameIsGiven,
  principalsFit,
  scopesFit,
  permissionSetsFit,
  nothingTwice,
  newReferencesExist,
];

/** A whole number of minutes from the shortest to the longest that Stint knows. */
export const durationInBounds = (minutes: number, field: string): Reason | undefined =>
  Number.isInteger(minutes) && minutes >= shortestDurationMinutes && minutes <= longestDurationMinutes
    ? undefined
    : refuse(
        "duration.out-of-bounds",
        `A duration is a whole number of minutes from ${shortestDurationMinutes} to ${longestDurationMinutes}.`,
        field,
      );

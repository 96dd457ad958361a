import { type CredentialCut, cutWindow } from "./credential-cuts.ts";
import { type CutDocument, composeCuts, policyCharacters } from "./cut-document.ts";
import { documentOf, roleArn, shortId } from "./cut-statement.ts";
import { addMilliseconds } from "./time.ts";

/** Nothing that was cut before the restore lives longer: until then, what was found denied stays denied. */
export const keptUntil = (restoredAt: Date): Date => cutWindow(restoredAt, undefined).until;

/** The clock of whoever wrote the policy may have been so far ahead. */
const clocksDifferMs = 5 * 60_000;

type Said = { Effect?: unknown; Action?: unknown; Resource?: unknown; Condition?: Record<string, Condition> };
type Condition = Record<string, unknown>;

const asked = (said: Said, [operator, key]: readonly [string, string]): string[] | undefined => {
  const value = said.Condition?.[operator]?.[key];
  return value === undefined ? undefined : [value].flat().filter((one): one is string => typeof one === "string");
};

const persons = ["StringEquals", "identitystore:userId"] as const;
const shortPersons = ["StringLike", "identitystore:userId"] as const;
const accounts = ["StringEquals", "aws:PrincipalAccount"] as const;
const issuedBefore = ["DateLessThan", "aws:TokenIssueTime"] as const;
const roles = ["ArnLike", "aws:PrincipalArn"] as const;
const ours = [persons, shortPersons, accounts, issuedBefore, roles].map((one) => one.join(" "));

const beforeMs = (said: Said): number => {
  const times = asked(said, issuedBefore);
  return times?.length === 1 ? Date.parse(times[0] ?? "") : Number.NaN;
};

/** All that a policy document says; nothing where it is none. */
export const statementsOf = (content: string): object[] => {
  try {
    const statements = [(JSON.parse(content) as { Statement?: unknown } | null)?.Statement ?? []].flat();
    return statements.filter((one): one is object => typeof one === "object" && one !== null);
  } catch {
    return [];
  }
};

/**
 * Of what the policy says, all that can deny people nothing but credentials that were issued before it was seen: whatever else is in it
 * Stint cannot have written, and it would deny what is issued later, or allow something.
 */
export const keptStatements = (seen: { content: string; at: Date }): object[] =>
  statementsOf(seen.content).filter((said: Said) => {
    const people = [...(asked(said, persons) ?? []), ...(asked(said, shortPersons) ?? [])];
    const isPast = beforeMs(said) <= addMilliseconds(seen.at, clocksDifferMs).getTime();
    return said.Effect === "Deny" && people.length > 0 && isPast;
  });

/** Whether it denies all that the cut means; not where it says anything that Stint does not say. */
export const doesDeny = (said: Said, cut: CredentialCut): boolean => {
  const conditions = Object.entries(said.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => `${operator} ${key}`),
  );
  const allows = (one: readonly [string, string], value: string) => asked(said, one)?.includes(value) ?? true;
  return (
    said.Effect === "Deny" &&
    said.Action === "*" &&
    said.Resource === "*" &&
    conditions.every((one) => ours.includes(one)) &&
    beforeMs(said) >= cut.before.getTime() &&
    (asked(said, persons) ?? asked(said, shortPersons)) !== undefined &&
    allows(persons, cut.personId) &&
    allows(shortPersons, shortId(cut.personId)) &&
    allows(accounts, cut.accountId) &&
    allows(roles, roleArn(cut))
  );
};

/** What is kept for the sake of several restores, the newest first: each statement once, and no more than a policy can hold. */
export const keptTogether = (contents: readonly string[]): object[] => {
  const kept = new Map<string, object>();
  for (const statement of contents.flatMap(statementsOf)) {
    const more = new Map(kept).set(JSON.stringify(statement), statement);
    if (documentOf([...more.values()]).length <= policyCharacters) kept.set(JSON.stringify(statement), statement);
  }
  return [...kept.values()];
};

/**
 * One policy that says what is kept, word for word, and beside it the cuts that it does not deny, in the room that is left. Kept has the
 * right of way: nobody would ask for it again. Pure.
 */
export const composeBeside = (kept: readonly object[], cuts: readonly CredentialCut[]): CutDocument => {
  if (kept.length === 0) return composeCuts(cuts);
  const denied = cuts.filter((cut) => kept.some((statement) => doesDeny(statement, cut)));
  const taken = documentOf(kept).length - documentOf([]).length + ",".length;
  const beside = composeCuts(
    cuts.filter((cut) => !denied.includes(cut)),
    policyCharacters - taken,
  );
  return {
    content: documentOf([...kept, ...statementsOf(beside.content ?? "")]),
    held: [...denied.map(({ id }) => id), ...beside.held].sort(),
    leftOut: beside.leftOut,
  };
};

import type { CredentialCut } from "./credential-cuts.ts";
import { anyReservedRole, reservedRolePrefix } from "./reserved-role.ts";

/** Cuts that share a statement: these people, in these roles, up to this time. */
export type CutGroup = { people: string[]; cuts: CredentialCut[]; beforeMs: number };

/** How a statement says whom it means, the narrowest first: each is shorter than the one before, and denies what that does and more. */
export type CutWidth = "roles" | "accounts" | "everywhere" | "short-ids";

const unique = <T>(values: T[]): T[] => [...new Set(values)];

const oneOrAll = (values: string[]) => (values.length === 1 ? values[0] : values);

/** Neither Admin_X for Admin nor the other way round: what AWS appends is sixteen characters long. */
export const roleArn = ({ accountId, permissionSetName: name }: CredentialCut): string =>
  `arn:*:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/*${name === null ? `${anyReservedRole}*` : `${reservedRolePrefix(name)}${"?".repeat(16)}`}`;

/** The last part of an id is random: twelve hexadecimal digits that no two people share. */
export const shortId = (id: string) => (id.length > 13 ? `*${id.slice(-12)}` : id);

export const statementOf = ({ people, cuts, beforeMs }: CutGroup, width: CutWidth): object => ({
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition: {
    ...(width === "short-ids"
      ? { StringLike: { "identitystore:userId": oneOrAll(unique(people.map(shortId))) } }
      : {
          StringEquals: {
            "identitystore:userId": oneOrAll(people),
            ...(width === "accounts"
              ? { "aws:PrincipalAccount": oneOrAll(unique(cuts.map(({ accountId }) => accountId))) }
              : {}),
          },
        }),
    DateLessThan: { "aws:TokenIssueTime": new Date(beforeMs).toISOString().replace(".000Z", "Z") },
    ...(width === "roles" ? { ArnLike: { "aws:PrincipalArn": oneOrAll(unique(cuts.map(roleArn))) } } : {}),
  },
});

export const documentOf = (statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** One group for all of them, up to the latest time. */
export const together = (groups: readonly CutGroup[]): CutGroup => ({
  people: unique(groups.flatMap(({ people }) => people)),
  cuts: groups.flatMap(({ cuts }) => cuts),
  beforeMs: Math.max(...groups.map(({ beforeMs }) => beforeMs)),
});

/** Of one person's cuts for one role the last says all that the others do. */
const lastOfEach = (cuts: readonly CredentialCut[]): CredentialCut[] => {
  const last = new Map<string, CredentialCut>();
  for (const cut of cuts) {
    const key = `${cut.personId} ${roleArn(cut)}`;
    const known = last.get(key);
    if (!known || known.before < cut.before) last.set(key, cut);
  }
  return [...last.values()];
};

const byAge = (a: CutGroup, b: CutGroup) =>
  a.beforeMs - b.beforeMs || ((a.cuts[0]?.id ?? "") < (b.cuts[0]?.id ?? "") ? -1 : 1);

/** The oldest first. */
export const inOrder = (groups: readonly CutGroup[]): CutGroup[] => [...groups].sort(byAge);

/** What can be said in one statement without denying anything more, the oldest first. */
export const exactGroups = (cuts: readonly CredentialCut[]): CutGroup[] => {
  const groups = new Map<string, CredentialCut[]>();
  for (const cut of lastOfEach(cuts)) {
    const key = `${cut.before.getTime()} ${roleArn(cut)}`;
    groups.set(key, [...(groups.get(key) ?? []), cut]);
  }
  return inOrder(
    [...groups.values()].map((members) => ({
      people: unique(members.map(({ personId }) => personId)).sort(),
      cuts: members.sort((a, b) => (a.id < b.id ? -1 : 1)),
      beforeMs: members[0]?.before.getTime() ?? 0,
    })),
  );
};

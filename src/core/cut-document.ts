import type { CredentialCut } from "./credential-cuts.ts";
import { anyReservedRole, reservedRolePrefix } from "./reserved-role.ts";

/** The size of a service control policy (AWS Organizations, quotas: maximum and minimum values). */
export const policyCharacters = 5_120;

export type CutDocument = {
  /** Undefined: there is nothing to deny. */
  content: string | undefined;
  /** The cuts that it carries out, whole. */
  held: string[];
  /** Those for which there is no room. */
  leftOut: string[];
};

/** Cuts that share a statement: these people, in these roles, up to this time. */
type Group = { people: string[]; cuts: CredentialCut[]; beforeMs: number };

/** How the statement for the oldest says whom it means, the narrowest first. */
type Width = "roles" | "accounts" | "everywhere" | "short-ids";
const widths: readonly Width[] = ["roles", "accounts", "everywhere", "short-ids"];

const unique = <T>(values: T[]): T[] => [...new Set(values)];

const oneOrAll = (values: string[]) => (values.length === 1 ? values[0] : values);

/** Neither Admin_X for Admin nor the other way round: what AWS appends is sixteen characters long. */
const roleArn = ({ accountId, permissionSetName: name }: CredentialCut) =>
  `arn:*:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/*${name === null ? `${anyReservedRole}*` : `${reservedRolePrefix(name)}${"?".repeat(16)}`}`;

/** The last part of an id is random: twelve hexadecimal digits that no two people share. */
const shortId = (id: string) => (id.length > 13 ? `*${id.slice(-12)}` : id);

const statementOf = ({ people, cuts, beforeMs }: Group, width: Width) => ({
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

const documentOf = (statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

const together = (groups: Group[]): Group => ({
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

/** What can be said in one statement without denying anything more, the oldest first. */
const groupsOf = (cuts: readonly CredentialCut[]): Group[] => {
  const groups = new Map<string, CredentialCut[]>();
  for (const cut of lastOfEach(cuts)) {
    const key = `${cut.before.getTime()} ${roleArn(cut)}`;
    groups.set(key, [...(groups.get(key) ?? []), cut]);
  }
  return [...groups.entries()]
    .map(([, members]) => ({
      people: unique(members.map(({ personId }) => personId)).sort(),
      cuts: members.sort((a, b) => (a.id < b.id ? -1 : 1)),
      beforeMs: members[0]?.before.getTime() ?? 0,
    }))
    .sort((a, b) => a.beforeMs - b.beforeMs || ((a.cuts[0]?.id ?? "") < (b.cuts[0]?.id ?? "") ? -1 : 1));
};

/** The smallest number from 0 to `most` that will do; undefined when not even `most` does. What does for one does for all above. */
const smallest = (most: number, does: (count: number) => boolean): number | undefined => {
  if (!does(most)) return undefined;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (does(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The oldest share one statement, as many of them as it takes, in the narrowest width that fits. */
const fitted = (groups: Group[], most: number): string | undefined => {
  for (const width of widths) {
    const written = (merged: number) => {
      const oldest = merged > 0 ? [statementOf(together(groups.slice(0, merged)), width)] : [];
      return documentOf([...oldest, ...groups.slice(merged).map((group) => statementOf(group, "roles"))]);
    };
    const merged = smallest(groups.length, (count) => written(count).length <= most);
    if (merged !== undefined) return written(merged);
  }
  return undefined;
};

/** Who is cut first when there is no room for all: who was ended early, then whose credentials live longest. */
const byWeight = (a: CredentialCut, b: CredentialCut) =>
  Number(b.isEarly) - Number(a.isEarly) || b.until.getTime() - a.until.getTime() || (a.id < b.id ? -1 : 1);

/**
 * One policy that denies every credential these cuts mean, in at most so many characters. With room, it denies nothing else. When it is
 * full the oldest share a statement and its latest time: then those people's other credentials may be denied too, if they were issued
 * before that time; newer ones never, and never anybody who was not cut. Cuts for which there is no room even so are named, not dropped. Pure.
 */
export const composeCuts = (cuts: readonly CredentialCut[], most = policyCharacters): CutDocument => {
  if (cuts.length === 0) return { content: undefined, held: [], leftOut: [] };
  const ids = (some: readonly CredentialCut[]) => some.map(({ id }) => id).sort();
  const all = fitted(groupsOf(cuts), most);
  if (all !== undefined) return { content: all, held: ids(cuts), leftOut: [] };
  const weighed = [...cuts].sort(byWeight);
  const left = smallest(weighed.length, (count) => fits(weighed.slice(0, weighed.length - count), most));
  const held = weighed.slice(0, weighed.length - (left ?? weighed.length));
  const content = held.length > 0 ? fitted(groupsOf(held), most) : undefined;
  return { content, held: ids(held), leftOut: ids(weighed.slice(held.length)) };
};

/** In the widest way to say it. */
const fits = (cuts: CredentialCut[], most: number): boolean =>
  cuts.length === 0 || documentOf([statementOf(together(groupsOf(cuts)), "short-ids")]).length <= most;

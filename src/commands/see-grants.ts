import type { Account, KnownPermissionSet, Person } from "../core/directory.ts";
import { credentialsExpireAt, type Grant } from "../core/grant.ts";
import type { Authority } from "../core/personas.ts";
import type { RecordedDecision } from "../core/request.ts";
import { addMilliseconds } from "../core/time.ts";
import { abilitiesOnGrant, type GrantAbilities, isNamedFor, maySeeActivity } from "../core/visibility.ts";
import { findAccounts } from "../store/accounts.ts";
import { type CutRow, findCutsOf } from "../store/credential-cuts.ts";
import { findCutPolicy } from "../store/cut-policy.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findGrantProgress, type GrantProgress } from "../store/grant-progress.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { type NamedPerson, namedPerson } from "./named-person.ts";

export type SeenCut = Pick<
  CutRow,
  "state" | "waits" | "issuedBefore" | "expiresAt" | "askedAt" | "inForceAt" | "overAt"
> & {
  /** Of what is in force: when AWS was last read back holding it, where that is longer ago than it should be. */
  unconfirmedSince: Date | null;
};

/** AWS is read every minute while anything is in force. */
const confirmedForMs = 5 * 60_000;

/** A grant with all that its row shows, as one caller may see it. */
export type SeenGrant = {
  grant: Grant;
  person: NamedPerson;
  account: { id: string; name: string };
  permissionSet: { arn: string; name: string };
  endedBy: NamedPerson | null;
  /** When the last credentials that AWS may have issued for it are good for nothing. */
  credentialsExpireAt: Date | null;
  /** What became of credentials that were issued under it; null when none are to be cut. */
  credentialsCut: SeenCut | null;
  progress: GrantProgress | null;
  abilities: GrantAbilities;
};

type Known = {
  authority: Authority;
  people: ReadonlyMap<string, Person>;
  accounts: ReadonlyMap<string, Account>;
  roles: ReadonlyMap<string, KnownPermissionSet>;
  progress: ReadonlyMap<string, GrantProgress>;
  /** On the grants' requests. */
  decisions: readonly Pick<RecordedDecision, "requestId" | "deciderId">[];
  cuts: ReadonlyMap<string, SeenCut>;
};

export const seenGrant = (facts: Known & { grant: Grant }): SeenGrant => {
  const { grant, authority, people } = facts;
  const { accountId, permissionSetArn } = grant;
  const account = facts.accounts.get(accountId);
  const placed = account ?? { id: accountId, orgUnitId: "", path: [] };
  const endedBy = grant.endedById === null ? null : namedPerson(grant.endedById, people);
  const deciderIds = facts.decisions.flatMap(({ requestId, deciderId }) =>
    requestId === grant.requestId && deciderId !== null ? [deciderId] : [],
  );
  return {
    grant,
    person: namedPerson(grant.personId, people),
    account: { id: accountId, name: account?.name || accountId },
    permissionSet: { arn: permissionSetArn, name: facts.roles.get(permissionSetArn)?.name ?? permissionSetArn },
    endedBy,
    credentialsExpireAt: credentialsExpireAt(grant, facts.roles.get(permissionSetArn)),
    credentialsCut: facts.cuts.get(grant.id) ?? null,
    progress: facts.progress.get(grant.id) ?? null,
    abilities: abilitiesOnGrant({
      grant,
      caller: { id: authority.person.id, isAdmin: authority.isAdmin },
      isNamed: isNamedFor(authority, { accounts: [placed], permissionSetArn }),
      endedBy: endedBy?.displayName ?? null,
      mayReadActivity: maySeeActivity(authority, {
        requesterId: grant.personId,
        accounts: [placed],
        permissionSetArn,
        deciderIds,
      }),
    }),
  };
};

/** By grant; those whose credentials were not to be cut are left out. */
export const findSeenCuts = async (
  db: Db,
  { grants, now }: { grants: readonly Grant[]; now: Date },
): Promise<Map<string, SeenCut>> => {
  const over = grants.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id);
  const cuts = await findCutsOf(db, over);
  const confirmedAt = cuts.some(({ state }) => state === "in-force")
    ? (await findCutPolicy(db))?.confirmedAt
    : undefined;
  const staleAt = confirmedAt && addMilliseconds(confirmedAt, confirmedForMs) < now ? confirmedAt : null;
  return new Map(
    cuts.map((cut) => [cut.grantId, { ...cut, unconfirmedSince: cut.state === "in-force" ? staleAt : null }]),
  );
};

/** Everything around these grants in a fixed number of queries. That the caller may see them was decided before. */
export const seeGrants = async (
  db: Db,
  facts: { authority: Authority; grants: readonly Grant[]; now: Date },
): Promise<SeenGrant[]> => {
  const { authority, grants } = facts;
  if (grants.length === 0) return [];
  const unique = (ids: string[]) => [...new Set(ids)];
  const people = await findPeople(db, unique(grants.flatMap((one) => [one.personId, one.endedById ?? one.personId])));
  const accounts = await findAccounts(db, unique(grants.map(({ accountId }) => accountId)));
  const roles = await findPermissionSets(db, unique(grants.map(({ permissionSetArn }) => permissionSetArn)));
  const known = {
    authority,
    people: new Map(people.map((one) => [one.id, one])),
    accounts: new Map(accounts.map((one) => [one.id, one])),
    roles: new Map(roles.map((one) => [one.arn, one])),
    progress: await findGrantProgress(db, facts),
    decisions: await findDecisions(db, unique(grants.map(({ requestId }) => requestId))),
    cuts: await findSeenCuts(db, facts),
  };
  return grants.map((grant) => seenGrant({ ...known, grant }));
};

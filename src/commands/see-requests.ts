import type { Grant } from "../core/grant.ts";
import type { Authority } from "../core/personas.ts";
import type { AccessRequest, RecordedDecision } from "../core/request.ts";
import { abilitiesOnRequest, type RequestAbilities } from "../core/visibility.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findGrantProgress } from "../store/grant-progress.ts";
import { findGrantsOf } from "../store/grants.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import type { Deciders } from "./find-deciders.ts";
import { decisionFactsOf } from "./find-request-sight.ts";
import { type NamedPerson, namedPerson } from "./named-person.ts";
import { findSeenCuts, type SeenGrant, seenGrant } from "./see-grants.ts";

/** A request with all that its page shows, as one caller may see it. */
export type SeenRequest = {
  request: AccessRequest;
  requester: NamedPerson;
  accounts: { id: string; name: string }[];
  permissionSet: { arn: string; name: string };
  decisions: (RecordedDecision & { decider: NamedPerson | null })[];
  grants: SeenGrant[];
  /** Looked up for one request at a time only, while it waits. */
  deciders: Deciders | null;
  abilities: RequestAbilities;
};

const grouped = <T extends { requestId: string }>(rows: readonly T[]) => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.requestId, [...(groups.get(row.requestId) ?? []), row]);
  return (requestId: string): T[] => groups.get(requestId) ?? [];
};

const peopleIn = (
  requests: readonly AccessRequest[],
  decisions: readonly RecordedDecision[],
  grants: readonly Grant[],
) => [
  ...requests.map(({ requesterId }) => requesterId),
  ...decisions.flatMap(({ deciderId }) => (deciderId === null ? [] : [deciderId])),
  ...grants.flatMap(({ endedById }) => (endedById === null ? [] : [endedById])),
];

/** Everything around these requests in a fixed number of queries, however many there are. That the caller may see them was decided before. */
export const seeRequests = async (
  db: Db,
  facts: { authority: Authority; requests: readonly AccessRequest[]; now: Date },
): Promise<SeenRequest[]> => {
  const { authority, requests, now } = facts;
  if (requests.length === 0) return [];
  const ids = requests.map(({ id }) => id);
  const decisions = await findDecisions(db, ids);
  const grants = await findGrantsOf(db, ids);
  const progress = await findGrantProgress(db, { grants, now });
  const cuts = await findSeenCuts(db, { grants, now });
  const people = new Map((await findPeople(db, peopleIn(requests, decisions, grants))).map((one) => [one.id, one]));
  const accountIds = [...new Set(requests.flatMap((request) => request.accountIds))];
  const accounts = new Map((await findAccounts(db, accountIds)).map((one) => [one.id, one]));
  const arns = [...new Set(requests.map(({ permissionSetArn }) => permissionSetArn))];
  const roles = new Map((await findPermissionSets(db, arns)).map((one) => [one.arn, one]));
  const [decisionsOf, grantsOf] = [grouped(decisions), grouped(grants)];
  return requests.map((request) => {
    const placed = request.accountIds.map((id) => accounts.get(id) ?? { id, orgUnitId: "", path: [] });
    const known = { now, request, authority, accounts: placed, decisions: decisionsOf(request.id), people };
    return {
      request,
      requester: namedPerson(request.requesterId, people),
      accounts: request.accountIds.map((id) => ({ id, name: accounts.get(id)?.name || id })),
      permissionSet: {
        arn: request.permissionSetArn,
        name: roles.get(request.permissionSetArn)?.name ?? request.permissionSetArn,
      },
      decisions: known.decisions.map((decision) => ({
        ...decision,
        decider: decision.deciderId === null ? null : namedPerson(decision.deciderId, people),
      })),
      grants: grantsOf(request.id).map((grant) =>
        seenGrant({ authority, grant, people, accounts, roles, progress, cuts, decisions: known.decisions }),
      ),
      deciders: null,
      abilities: abilitiesOnRequest(decisionFactsOf(known)),
    };
  });
};

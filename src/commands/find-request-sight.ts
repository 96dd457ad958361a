import type { Placed } from "../core/covering-policies.ts";
import type { DecisionFacts } from "../core/decision-rules.ts";
import type { Person } from "../core/directory.ts";
import type { Authority } from "../core/personas.ts";
import type { AccessRequest, RecordedDecision } from "../core/request.ts";
import { isNamedFor, maySeeRequest } from "../core/visibility.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findPeople } from "../store/people.ts";
import { findCanceller } from "../store/requests.ts";
import type { Caller } from "./context.ts";
import { getAuthority } from "./find-authority.ts";

/** An account that the directory has never had stands nowhere; only policies that name the account itself cover it. */
const placed = (id: string, known: ReadonlyMap<string, Placed>): Placed =>
  known.get(id) ?? { id, orgUnitId: "", path: [] };

/** What is around a request that decides what the caller may see and do. */
export type RequestSight = {
  authority: Authority;
  accounts: Placed[];
  decisions: RecordedDecision[];
  facts: DecisionFacts;
};

/** Facts for the checks, from what was looked up for one request or for a whole page of them. */
export const decisionFactsOf = (known: {
  now: Date;
  request: AccessRequest;
  authority: Authority;
  accounts: readonly Placed[];
  decisions: readonly RecordedDecision[];
  people: ReadonlyMap<string, Person>;
  /** Who cancelled it, where that was looked up; Stint itself may have. */
  cancellerId?: string | undefined;
}): DecisionFacts => {
  const { request, authority, decisions, people } = known;
  const identity = (id: string) => people.get(id) ?? { id, userName: "", email: null };
  const lastDecider = decisions.findLast(({ deciderId }) => deciderId !== null)?.deciderId;
  const isDecided = request.state === "approved" || request.state === "rejected";
  const closerId = isDecided ? lastDecider : known.cancellerId;
  return {
    now: known.now,
    request,
    caller: authority.person,
    requester: people.get(request.requesterId),
    isNamed: isNamedFor(authority, { accounts: known.accounts, permissionSetArn: request.permissionSetArn }),
    decidedBy: decisions.flatMap(({ deciderId }) => (deciderId === null ? [] : [identity(deciderId)])),
    closedBy: closerId ? (people.get(closerId)?.displayName ?? closerId) : null,
  };
};

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

export const placedAccounts = async (db: Db, ids: readonly string[]): Promise<(id: string) => Placed> => {
  const known = byId(await findAccounts(db, ids));
  return (id) => placed(id, known);
};

/** Undefined when the caller may not see the request: to them it does not exist. */
export const findRequestSight = async (
  db: Db,
  facts: { caller: Caller; request: AccessRequest; now: Date },
): Promise<RequestSight | undefined> => {
  const { request } = facts;
  const authority = await getAuthority(db, facts.caller);
  const accounts = request.accountIds.map(await placedAccounts(db, request.accountIds));
  const decisions = await findDecisions(db, [request.id]);
  const deciderIds = decisions.flatMap(({ deciderId }) => (deciderId === null ? [] : [deciderId]));
  if (!maySeeRequest(authority, { ...request, accounts, deciderIds })) return undefined;
  const people = byId(await findPeople(db, [request.requesterId, ...deciderIds]));
  const cancellerId = request.state === "cancelled" ? await findCanceller(db, request.id) : undefined;
  const known = { now: facts.now, request, authority, accounts, decisions, people, cancellerId };
  return { authority, accounts, decisions, facts: decisionFactsOf(known) };
};

import { approvalRuling, possibleApprovers } from "../core/approval.ts";
import type { Person } from "../core/directory.ts";
import type { AccessRequest } from "../core/request.ts";
import { isSamePerson } from "../core/same-person.ts";
import type { Db } from "../store/database.ts";
import { findApprovalPoliciesFor, findCandidates } from "../store/eligible-access.ts";
import { findPeople } from "../store/people.ts";
import type { RequestSight } from "./find-request-sight.ts";
import { type NamedPerson, namedPerson } from "./named-person.ts";

const mostNamed = 20;

/** Who could decide a request that waits, and how much is missing. */
export type Deciders = {
  /** The first of them by name. */
  people: NamedPerson[];
  count: number;
  /** How many more approvals it takes as policies are now; they may have come to ask for more since the request was sent. */
  approvalsMissing: number;
};

/** Whoever could still decide at this moment, by the queries and rules that a decision itself is judged by; the caller may be among them. */
export const findDeciders = async (
  db: Db,
  facts: { request: AccessRequest; sight: RequestSight },
): Promise<Deciders> => {
  const { request, sight } = facts;
  const subject = { accounts: sight.accounts, permissionSetArn: request.permissionSetArn };
  const policies = await findApprovalPoliciesFor(db, subject);
  const ruling = approvalRuling({ policies, ...subject });
  const [known] = await findPeople(db, [request.requesterId]);
  const requester = known ?? stranger(request.requesterId);
  const { decidedBy } = sight.facts;
  const left = possibleApprovers(ruling, { requester, candidates: await findCandidates(db, policies) }).filter(
    (candidate) => !decidedBy.some((decider) => isSamePerson(decider, candidate)),
  );
  const named = new Map(left.map((person) => [person.id, person]));
  const needed = Math.max(request.approvalsNeeded, ruling.approvalsNeeded);
  return {
    people: left.slice(0, mostNamed).map(({ id }) => namedPerson(id, named)),
    count: left.length,
    approvalsMissing: Math.max(1, needed - decidedBy.length),
  };
};

/** Somebody whom the directory does not know can only be recognised by their id. */
const stranger = (id: string): Person => ({
  id,
  userName: "",
  displayName: id,
  email: null,
  enabled: false,
  goneAt: null,
});

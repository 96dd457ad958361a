import type { AuditEvent } from "../core/audit.ts";
import type { Authority } from "../core/personas.ts";
import { maySeeRequest } from "../core/visibility.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findRequestsById } from "../store/requests.ts";
import type { Caller } from "./context.ts";
import { getAuthorities, getAuthority } from "./find-authority.ts";
import { placedAccounts } from "./find-request-sight.ts";

const ofAdmins = /^(?:eligibility-policy|approval-policy|settings|directory|api-client)\./;

/** Attempts that were refused are for auditors: they tell of people who may have no business with the request. */
const isAttempt = (event: AuditEvent) => event.action.endsWith("refused");

/** What the events are about: the same for whoever asks. */
const findSubjects = async (db: Db, events: readonly AuditEvent[]) => {
  const ids = [...new Set(events.flatMap(({ requestId }) => requestId ?? []))];
  const requests = await findRequestsById(db, ids);
  const accountIds = new Set(requests.flatMap((request) => request.accountIds));
  const [decisions, placed] = await Promise.all([findDecisions(db, ids), placedAccounts(db, [...accountIds])]);
  return requests.map((request) => ({
    ...request,
    accounts: request.accountIds.map(placed),
    deciderIds: decisions.flatMap((one) => (one.requestId === request.id && one.deciderId ? [one.deciderId] : [])),
  }));
};

type Subjects = Awaited<ReturnType<typeof findSubjects>>;

const visibleTo = (
  authority: Authority,
  facts: { events: readonly AuditEvent[]; subjects: Subjects },
): AuditEvent[] => {
  const { events, subjects } = facts;
  if (authority.isAuditor) return [...events];
  const requestIds = new Set(subjects.filter((one) => maySeeRequest(authority, one)).map(({ id }) => id));
  return events
    .filter((event) => !isAttempt(event))
    .filter(({ requestId, action }) =>
      requestId === undefined ? authority.isAdmin && ofAdmins.test(action) : requestIds.has(requestId),
    );
};

/** Those of the events that the caller may know of at this moment. Refuses who is disabled or gone. */
export const findVisibleEvents = async (
  db: Db,
  facts: { caller: Caller; events: readonly AuditEvent[] },
): Promise<AuditEvent[]> =>
  visibleTo(await getAuthority(db, facts.caller), {
    events: facts.events,
    subjects: await findSubjects(db, facts.events),
  });

/** The same for each of many people at the cost of one: what is answered refuses who is disabled, gone, or not among them. */
export const findVisibleToEach = async (
  db: Db,
  facts: { personIds: readonly string[]; events: readonly AuditEvent[] },
): Promise<(caller: Caller) => AuditEvent[]> => {
  const [authorityOf, subjects] = await Promise.all([
    getAuthorities(db, facts.personIds),
    findSubjects(db, facts.events),
  ]);
  return (caller) => visibleTo(authorityOf(caller), { events: facts.events, subjects });
};

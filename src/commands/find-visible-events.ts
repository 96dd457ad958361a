import type { AuditEvent } from "../core/audit.ts";
import type { Authority } from "../core/personas.ts";
import { maySeeRequest } from "../core/visibility.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findRequestsById } from "../store/requests.ts";
import type { Caller } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { placedAccounts } from "./find-request-sight.ts";

const ofAdmins = /^(?:eligibility-policy|approval-policy|settings|directory|api-client)\./;

/** Attempts that were refused are for auditors: they tell of people who may have no business with the request. */
const isAttempt = (event: AuditEvent) => event.action.endsWith("refused");

const visibleRequestIds = async (db: Db, authority: Authority, events: readonly AuditEvent[]) => {
  const ids = [...new Set(events.flatMap(({ requestId }) => requestId ?? []))];
  const requests = await findRequestsById(db, ids);
  const decisions = await findDecisions(db, ids);
  const placed = await placedAccounts(
    db,
    requests.flatMap(({ accountIds }) => accountIds),
  );
  const visible = requests.filter((request) => {
    const deciderIds = decisions.flatMap((one) =>
      one.requestId === request.id && one.deciderId ? [one.deciderId] : [],
    );
    return maySeeRequest(authority, { ...request, accounts: request.accountIds.map(placed), deciderIds });
  });
  return new Set(visible.map(({ id }) => id));
};

/** Those of the events that the caller may know of at this moment. Refuses who is disabled or gone. */
export const findVisibleEvents = async (
  db: Db,
  facts: { caller: Caller; events: readonly AuditEvent[] },
): Promise<AuditEvent[]> => {
  const authority = await getAuthority(db, facts.caller);
  if (authority.isAuditor) return [...facts.events];
  const candidates = facts.events.filter((event) => !isAttempt(event));
  const requestIds = await visibleRequestIds(db, authority, candidates);
  return candidates.filter(({ requestId, action }) =>
    requestId === undefined ? authority.isAdmin && ofAdmins.test(action) : requestIds.has(requestId),
  );
};

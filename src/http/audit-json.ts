import type { AuditEvent } from "../core/audit.ts";
import { type AuditNames, presentAuditEvent } from "./present-audit-event.ts";

/** One event as it was hashed, with its hash, and what things are called today beside it. */
const exported = (event: AuditEvent, names: AuditNames) => {
  const shown = presentAuditEvent(event, names);
  const { seq, id, at, actor, action, subject, previousHash, hash } = event;
  const { requestId, grantId, personId, accountId, data } = shown;
  const called = {
    actor: shown.actor.displayName,
    person: shown.personName,
    account: shown.account?.name,
    permissionSet: shown.permissionSet?.name,
  };
  return {
    seq,
    id,
    at,
    actor,
    action,
    subject,
    requestId,
    grantId,
    personId,
    accountId,
    data,
    previousHash,
    hash,
    names: Object.fromEntries(Object.entries(called).filter(([, name]) => name)),
  };
};

/** The document around the events, which are written one to a line. */
export const auditJson = (around: { at: Date; head: { seq: number; hash: string } }) => {
  const { at, head } = around;
  const opening = { format: "stint-audit-events/1", exportedAt: at, head };
  let isFirst = true;
  return {
    first: `${JSON.stringify(opening).slice(0, -1)},"events":[`,
    line: (event: AuditEvent, names: AuditNames): string => {
      const separator = isFirst ? "\n" : ",\n";
      isFirst = false;
      return separator + JSON.stringify(exported(event, names));
    },
    last: "\n]}\n",
  };
};

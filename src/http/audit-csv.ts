import type { AuditEvent } from "../core/audit.ts";
import { csvLine } from "./csv.ts";
import { type AuditNames, presentAuditEvent } from "./present-audit-event.ts";

export const auditCsvHeader = csvLine([
  "seq",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "actor_via",
  "action",
  "subject_kind",
  "subject_id",
  "request_id",
  "grant_id",
  "person_id",
  "person_name",
  "account_id",
  "account_name",
  "permission_set_arn",
  "permission_set_name",
  "data",
  "previous_hash",
  "hash",
]);

export const auditCsvLine = (event: AuditEvent, names: AuditNames): string => {
  const shown = presentAuditEvent(event, names);
  return csvLine([
    event.seq,
    event.at.toISOString(),
    shown.actor.kind,
    shown.actor.id,
    shown.actor.displayName,
    shown.actor.via,
    event.action,
    event.subject.kind,
    event.subject.id,
    shown.requestId,
    shown.grantId,
    shown.personId,
    shown.personName,
    shown.accountId,
    shown.account?.name ?? null,
    shown.permissionSet?.arn ?? null,
    shown.permissionSet?.name ?? null,
    JSON.stringify(shown.data),
    event.previousHash,
    event.hash,
  ]);
};

import type { Actor, AuditEntry } from "../core/audit.ts";
import type { Finding } from "../store/drift-findings.ts";

type FindingHappening =
  | "drift.found"
  | "drift.gone"
  | "drift.accepted"
  | "drift.removal-asked"
  | "drift.removal-called-off"
  | "drift.removed"
  | "drift.unwatched";

/** What happened to something that AWS holds and Stint did not make. */
export const findingEntry = (facts: {
  action: FindingHappening;
  finding: Finding;
  actor: Actor;
  data?: Record<string, unknown>;
}): AuditEntry => {
  const { finding } = facts;
  return {
    actor: facts.actor,
    action: facts.action,
    subject: { kind: "drift-finding", id: finding.id },
    ...(finding.principalKind === "person" ? { personId: finding.principalId } : {}),
    accountId: finding.accountId,
    data: {
      ...{ kind: finding.kind, principalKind: finding.principalKind, principalId: finding.principalId },
      permissionSetArn: finding.permissionSetArn,
      ...facts.data,
    },
  };
};

import type { AuditEntry } from "../core/audit.ts";
import type { CutRow } from "../store/credential-cuts.ts";

export type CutHappening =
  | "credentials.cut-asked"
  | "credentials.cut"
  | "credentials.cut-waits"
  | "credentials.cut-lost"
  | "credentials.cut-lengthened"
  | "credentials.cut-lifted"
  | "credentials.cut-failed";

type Told = Pick<
  CutRow,
  "grantId" | "requestId" | "personId" | "accountId" | "permissionSetName" | "issuedBefore" | "expiresAt"
>;

/** What became of credentials, told with the grant under which they were issued. */
export const tellCut = (cut: Told, action: CutHappening, data: Record<string, unknown> = {}): AuditEntry => ({
  actor: { kind: "system" },
  action,
  subject: { kind: "grant", id: cut.grantId },
  requestId: cut.requestId,
  grantId: cut.grantId,
  personId: cut.personId,
  accountId: cut.accountId,
  data: { issuedBefore: cut.issuedBefore, expiresAt: cut.expiresAt, role: cut.permissionSetName, ...data },
});
